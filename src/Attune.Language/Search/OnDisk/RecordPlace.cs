namespace Attune.Language.Search.OnDisk;

/// <summary>Where a document's record stands.</summary>
/// <param name="Position">First byte of its header.</param>
/// <param name="Length">Bytes of its payload.</param>
/// <param name="TextHash">Hash of the text that it was made of; empty when that is not known.</param>
internal readonly record struct RecordPlace(long Position, int Length, string TextHash)
{
    public long PayloadAt => Position + RecordHeader.Size;

    /// <summary>Bytes of header and payload.</summary>
    public long Size => RecordHeader.Size + (long)Length;
}
