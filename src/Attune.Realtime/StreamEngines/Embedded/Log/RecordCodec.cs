using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>
/// The record format. It does not change; it grows by new kinds and new header fields.
/// <code>
///  0 u32 length of the whole record      16 i64 seq
///  4 u32 CRC-32C of the header            24 i64 prev (seq of the topic's event before)
///  8 u16 length of the header             32 i64 ordinal (running number within the topic)
/// 10 u8  version                          40 i64 time, Unix microseconds
/// 11 u8  kind                             48 u32 CRC-32C of the payload
/// 12 u16 flags                            52 u32 length of the payload
/// 14 u8  payload encoding (1 = UTF-8)     56 fields: u8 tag, u16 length, bytes
/// 15 u8  payload hash (1 = CRC-32C)       .. payload
/// </code>
/// Numbers are little-endian. The header's checksum does not cover the payload, so that a payload can be overwritten with
/// zeros (redaction) and the record stays valid.
/// </summary>
internal static class RecordCodec
{
    public const byte Version = 1;
    public const int FixedLength = 56;
    public const int MaxHeaderLength = 8 * 1024;
    public const int MaxLength = 16 * 1024 * 1024;

    private const byte Utf8Encoding = 1;
    private const byte Crc32CHash = 1;

    /// <summary>Appends the record to the buffer.</summary>
    public static void Write(ArrayBufferWriter<byte> buffer, in RecordDraft draft)
    {
        var room = FixedLength + FieldsLength(draft) + draft.Payload.Length;
        var span = buffer.GetSpan(room);
        var end = FixedLength;
        Put(span, ref end, RecordField.Topic, draft.Topic);
        Put(span, ref end, RecordField.Id, draft.Id);
        Put(span, ref end, RecordField.Type, draft.Type);
        Put(span, ref end, RecordField.Key, draft.Key);
        Put(span, ref end, RecordField.Scope, draft.Scope);
        Put(span, ref end, RecordField.Principal, draft.Principal);
        Put(span, ref end, RecordField.Correlation, draft.Correlation);
        Put(span, ref end, RecordField.Trace, draft.Trace);
        Put(span, ref end, RecordField.Stream, draft.Stream);
        Put(span, ref end, RecordField.Part, draft.Part);
        Put(span, ref end, RecordField.Position, draft.Position);
        Put(span, ref end, RecordField.Target, draft.Target);
        Put(span, ref end, RecordField.Count, draft.Count);
        if (draft.State is { } state)
            Put(span, ref end, RecordField.State, [state]);
        draft.Payload.CopyTo(span[end..]);
        var length = end + draft.Payload.Length;
        WriteFixed(span, draft, end, length);
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], HeaderHash(span[..end]));
        buffer.Advance(length);
    }

    /// <summary>The length of the record that begins here, if its header is whole and undamaged.</summary>
    /// <param name="bytes">Begins at a record; may end anywhere.</param>
    /// <param name="length">Length of the record; it may be longer than <paramref name="bytes"/>.</param>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < FixedLength)
            return false;
        var total = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        var header = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        var payload = BinaryPrimitives.ReadUInt32LittleEndian(bytes[52..]);
        if (total is < FixedLength or > MaxLength || header is < FixedLength or > MaxHeaderLength || header + payload != total
            || bytes.Length < header || bytes[10] == 0)
            return false;
        length = (int)total;
        return HeaderHash(bytes[..header]) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
    }

    public static uint Hash(ReadOnlySpan<byte> bytes) => Continue(uint.MaxValue, bytes) ^ uint.MaxValue;

    private static uint HeaderHash(ReadOnlySpan<byte> header) =>
        Continue(Continue(uint.MaxValue, header[..4]), header[8..]) ^ uint.MaxValue;

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(bytes.Length & ~7)..])
            crc = BitOperations.Crc32C(crc, rest);
        return crc;
    }

    private static void WriteFixed(Span<byte> span, in RecordDraft draft, int headerLength, int length)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(span, (uint)length);
        BinaryPrimitives.WriteUInt16LittleEndian(span[8..], (ushort)headerLength);
        span[10] = Version;
        span[11] = (byte)draft.Kind;
        BinaryPrimitives.WriteUInt16LittleEndian(span[12..], (ushort)draft.Flags);
        span[14] = Utf8Encoding;
        span[15] = Crc32CHash;
        BinaryPrimitives.WriteInt64LittleEndian(span[16..], draft.Seq);
        BinaryPrimitives.WriteInt64LittleEndian(span[24..], draft.Prev);
        BinaryPrimitives.WriteInt64LittleEndian(span[32..], draft.Ordinal);
        BinaryPrimitives.WriteInt64LittleEndian(span[40..], draft.At);
        BinaryPrimitives.WriteUInt32LittleEndian(span[48..], Hash(draft.Payload));
        BinaryPrimitives.WriteUInt32LittleEndian(span[52..], (uint)draft.Payload.Length);
    }

    private static int FieldsLength(in RecordDraft draft)
    {
        const int Tag = 3;
        return (Tag * 14) + draft.Topic.Length + (4 * 8) + Size(draft.Id) + Size(draft.Type) + Size(draft.Key) + Size(draft.Scope)
            + Size(draft.Principal) + Size(draft.Correlation) + Size(draft.Trace) + Size(draft.Stream) + Size(draft.Part);

        static int Size(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
    }

    private static void Put(Span<byte> span, ref int end, RecordField field, string? text)
    {
        if (text is null)
            return;
        var written = Encoding.UTF8.GetBytes(text, span[(end + 3)..]);
        PutTag(span, ref end, field, written);
    }

    private static void Put(Span<byte> span, ref int end, RecordField field, long? number)
    {
        if (number is null)
            return;
        BinaryPrimitives.WriteInt64LittleEndian(span[(end + 3)..], number.Value);
        PutTag(span, ref end, field, sizeof(long));
    }

    private static void Put(Span<byte> span, ref int end, RecordField field, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        bytes.CopyTo(span[(end + 3)..]);
        PutTag(span, ref end, field, bytes.Length);
    }

    private static void PutTag(Span<byte> span, ref int end, RecordField field, int length)
    {
        span[end] = (byte)field;
        BinaryPrimitives.WriteUInt16LittleEndian(span[(end + 1)..], (ushort)length);
        end += 3 + length;
    }
}
