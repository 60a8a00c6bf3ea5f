namespace Attune.Fuzz.Fuzzing;

/// <summary>Changes an input a little, without knowing what it means.</summary>
internal static class ByteMutation
{
    private static readonly byte[] Edges =
        [0x00, 0x01, 0x7F, 0x80, 0xC0, 0xED, 0xF4, 0xFE, 0xFF, (byte)'"', (byte)'\r', (byte)'\n', (byte)'0'];

    /// <summary>Makes one to four changes.</summary>
    /// <param name="chance">Decides.</param>
    /// <param name="input">Stays as it is.</param>
    /// <param name="other">A second input to take pieces from.</param>
    public static byte[] Change(Chance chance, byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var left = chance.Between(1, 4); left > 0; left--)
            ChangeOnce(chance, bytes, other);
        return [.. bytes];
    }

    private static void ChangeOnce(Chance chance, List<byte> bytes, byte[] other)
    {
        const int LongestPiece = 32;
        var at = chance.Below(bytes.Count + 1);
        var length = Math.Min(chance.Between(1, LongestPiece), bytes.Count - at);
        switch (chance.Below(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << chance.Below(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = chance.Of(Edges);
                break;
            case 2:
                bytes.Insert(at, chance.OneIn(2) ? chance.Of(Edges) : chance.Byte());
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 5 when chance.OneIn(4):
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6 when other.Length > 0:
                var from = chance.Below(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(LongestPiece, other.Length - from)).ToArray());
                break;
            case 7 when at < bytes.Count:
                bytes[at] += (byte)chance.Between(1, 3);
                break;
            default:
                bytes.Add(chance.Byte());
                break;
        }
    }
}
