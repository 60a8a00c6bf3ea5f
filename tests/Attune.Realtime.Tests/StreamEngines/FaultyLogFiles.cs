using Attune.Realtime.StreamEngines.Embedded.Log;

namespace Attune.Realtime.Tests.StreamEngines;

/// <summary>The real file system with a disk that can become full in the middle of a write.</summary>
internal sealed class FaultyLogFiles : ILogFiles
{
    private readonly DiskLogFiles _disk = new();

    /// <summary>After so many more bytes a write stores what fits and fails; null: never.</summary>
    public long? FailAfterBytes { get; set; }

    /// <summary>After so many more flushes they fail; null: never.</summary>
    public int? FailAfterFlushes { get; set; }

    /// <summary>What a write fails with.</summary>
    public Func<Exception> Failure { get; set; } = () => new IOException("No space left on device (injected)");

    public IReadOnlyList<string> List(string folder, string ending) => _disk.List(folder, ending);

    public ILogFile Open(string path, bool writable) => new FaultyFile(this, _disk.Open(path, writable));

    /// <summary>Files of the log cannot be deleted.</summary>
    public bool FailDeletes { get; set; }

    public void Delete(string path)
    {
        if (FailDeletes && path.EndsWith(".log", StringComparison.Ordinal))
            throw new IOException("Read-only file system (injected)");
        _disk.Delete(path);
    }

    public void Rename(string from, string to) => _disk.Rename(from, to);

    private sealed class FaultyFile(FaultyLogFiles owner, ILogFile file) : ILogFile
    {
        public long Length => file.Length;

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (owner.FailAfterBytes is { } left && bytes.Length > left)
            {
                file.Write(offset, bytes[..(int)left]);
                owner.FailAfterBytes = 0;
                throw owner.Failure();
            }

            file.Write(offset, bytes);
            owner.FailAfterBytes -= bytes.Length;
        }

        public int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

        public void Flush()
        {
            if (owner.FailAfterFlushes-- <= 0)
                throw new IOException("Input/output error (injected)");
            file.Flush();
        }

        public void SetLength(long length) => file.SetLength(length);

        public void Dispose() => file.Dispose();
    }
}
