/** Stands where a page will be while its code is loaded. */
export function PageSkeleton() {
  return (
    <div aria-hidden className="flex flex-1 flex-col">
      <div className="flex h-14 items-center border-b border-line px-6"><div className="skeleton h-4 w-24" /></div>
      <div className="mx-auto w-full max-w-3xl space-y-3 p-6">
        <div className="skeleton h-4 w-2/3" />
        <div className="skeleton h-4 w-full" />
        <div className="skeleton h-4 w-5/6" />
      </div>
    </div>
  );
}
