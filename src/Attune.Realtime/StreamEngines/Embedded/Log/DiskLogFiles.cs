using Microsoft.Win32.SafeHandles;

namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>The real file system.</summary>
internal sealed class DiskLogFiles : ILogFiles
{
    public IReadOnlyList<string> List(string folder, string ending) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + ending).Order(StringComparer.Ordinal)]
        : [];

    public ILogFile Open(string path, bool writable)
    {
        if (writable)
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new DiskLogFile(File.OpenHandle(
            path,
            writable ? FileMode.OpenOrCreate : FileMode.Open,
            writable ? FileAccess.ReadWrite : FileAccess.Read,
            FileShare.ReadWrite));
    }

    public void Delete(string path) => File.Delete(path);

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    private sealed class DiskLogFile(SafeFileHandle handle) : ILogFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        public int Read(long offset, Span<byte> buffer)
        {
            var total = 0;
            while (total < buffer.Length)
            {
                var read = RandomAccess.Read(handle, buffer[total..], offset + total);
                if (read == 0)
                    break;
                total += read;
            }

            return total;
        }

        public void Flush() => RandomAccess.FlushToDisk(handle);

        public void SetLength(long length) => RandomAccess.SetLength(handle, length);

        public void Dispose() => handle.Dispose();
    }
}
