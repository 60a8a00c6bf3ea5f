import { type ReactNode, useId } from 'react';

interface DataTableProps {
  title: string;
  /** Said when there are no rows. */
  empty: string;
  /** The first column is text, the others are numbers or times. */
  columns: readonly string[];
  /** Undefined while they are loaded. */
  rows: readonly { key: string; cells: readonly ReactNode[] }[] | undefined;
}

/** A calm table: a name on the left, figures on the right. It scrolls sideways rather than squeeze. */
export function DataTable({ title, empty, columns, rows }: DataTableProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className="mb-2 text-sm font-semibold">{title}</h2>
      <div
        tabIndex={0}
        role="region"
        aria-labelledby={id}
        className="max-h-80 overflow-auto rounded-card border border-line bg-surface"
      >
        <table className="numbers w-full text-right text-sm whitespace-nowrap">
          <thead className="sticky top-0 bg-surface text-xs text-soft">
            <tr className="border-b border-line">
              {columns.map((column, i) => (
                <th key={column} scope="col" className={`px-3 py-2 font-medium ${i === 0 ? 'text-left' : ''}`}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows?.map(({ key, cells }) => (
              <tr key={key} className="border-b border-line last:border-b-0">
                {cells.map((cell, i) => (
                  <td
                    key={columns[i]}
                    className={`px-3 py-1.5 ${i === 0 ? 'max-w-56 truncate text-left' : 'text-soft'}`}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
            {!rows && [0, 1, 2].map((i) => (
              <tr key={i} aria-hidden>
                <td colSpan={columns.length} className="px-3 py-2"><div className="skeleton h-3.5" /></td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows?.length === 0 && <p className="px-3 py-4 text-sm text-soft">{empty}</p>}
      </div>
    </section>
  );
}
