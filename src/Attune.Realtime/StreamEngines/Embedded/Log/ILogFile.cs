namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>A file of the log. Reads may run while a write runs.</summary>
internal interface ILogFile : IDisposable
{
    long Length { get; }

    /// <summary>Writes all bytes or throws.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Reads up to the length of the buffer.</summary>
    /// <returns>Bytes read; fewer only at the end of the file.</returns>
    int Read(long offset, Span<byte> buffer);

    /// <summary>Returns after the storage device has it.</summary>
    void Flush();

    void SetLength(long length);
}
