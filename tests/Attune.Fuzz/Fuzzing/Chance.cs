using System.Text;

namespace Attune.Fuzz.Fuzzing;

/// <summary>Choices that the same seed makes again.</summary>
internal sealed class Chance(int seed)
{
    private static readonly string[] Characters = ["a", "Z", "0", " ", "\"", "\\", "{", "é", "ß", "好", "😀", "\u0001", "\u007f",
        "\n"];

    private readonly Random _random = new(seed);

    /// <summary>0 or more, less than the bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => _random.Next(low, high + 1);

    public bool OneIn(int times) => _random.Next(times) == 0;

    public T Of<T>(params ReadOnlySpan<T> items) => items[_random.Next(items.Length)];

    public byte Byte() => (byte)_random.Next(256);

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Text of mixed alphabets with characters that formats give a meaning to.</summary>
    public string Text(int maxCharacters)
    {
        var text = new StringBuilder();
        for (var left = _random.Next(maxCharacters + 1); left > 0; left--)
            text.Append(Of(Characters));
        return text.ToString();
    }

    /// <summary>Numbers at which programs go wrong.</summary>
    public long Number() => Of(
        0L, 1, -1, 2, 7, 125, 126, 127, 128, 255, 256, 65535, 65536, int.MaxValue, (long)int.MaxValue + 1, uint.MaxValue,
        long.MaxValue, long.MinValue, _random.Next(1000));
}
