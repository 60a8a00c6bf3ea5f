using System.Buffers;
using System.Text;

namespace Attune.Language.Search.OnDisk;

/// <summary>Writes the fields of a record: numbers in groups of seven bits, lowest first; texts as length and UTF-8.</summary>
internal sealed class RecordWriter(ArrayBufferWriter<byte> output)
{
    private const int MaxNumberBytes = 5;
    private const int GroupBits = 7;
    private const int MoreFollows = 0x80;

    public void Number(int value)
    {
        var span = output.GetSpan(MaxNumberBytes);
        var rest = (uint)value;
        var written = 0;
        for (; rest >= MoreFollows; rest >>= GroupBits)
            span[written++] = (byte)(rest | MoreFollows);
        span[written++] = (byte)rest;
        output.Advance(written);
    }

    public void Text(ReadOnlySpan<char> value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Number(bytes);
        Encoding.UTF8.GetBytes(value, output.GetSpan(bytes));
        output.Advance(bytes);
    }
}
