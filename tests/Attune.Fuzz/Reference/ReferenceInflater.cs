namespace Attune.Fuzz.Reference;

/// <summary>
/// RFC 1951 by the letter, bit by bit and slow: what the inflater in use is compared with. Shares no code with it.
/// </summary>
internal sealed class ReferenceInflater
{
    private const int LongestCode = 15;

    private static readonly int[] LengthStart =
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static readonly int[] LengthBits =
        [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static readonly int[] LengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly byte[] _source;
    private readonly int _limit;
    private readonly List<byte> _target = [];
    private long _bit;

    private ReferenceInflater(byte[] source, int limit) => (_source, _limit) = (source, limit);

    /// <summary>Inflates up to the end of the final block.</summary>
    /// <param name="source">The blocks; what follows the final one is not looked at.</param>
    /// <param name="limit">Gives up when the result is longer.</param>
    /// <returns>The result, or what there was of it, and whether it is whole.</returns>
    public static (byte[] Bytes, bool IsWhole) Inflate(byte[] source, int limit)
    {
        var inflater = new ReferenceInflater(source, limit);
        try
        {
            while (!inflater.Block())
            {
            }

            return ([.. inflater._target], true);
        }
        catch (InvalidDataException)
        {
            return ([.. inflater._target], false);
        }
    }

    /// <returns>True for the final block.</returns>
    private bool Block()
    {
        var isFinal = Bits(1) == 1;
        switch (Bits(2))
        {
            case 0:
                Stored();
                break;
            case 1:
                Codes(Code.Of([.. Lengths(144, 8), .. Lengths(112, 9), .. Lengths(24, 7), .. Lengths(8, 8)]),
                    Code.Of(Lengths(30, 5)));
                break;
            case 2:
                Dynamic();
                break;
            default:
                throw new InvalidDataException("block type");
        }

        return isFinal;
    }

    private static int[] Lengths(int count, int length) => [.. Enumerable.Repeat(length, count)];

    private void Stored()
    {
        _bit = (_bit + 7) / 8 * 8;
        var (length, inverse) = (Bits(16), Bits(16));
        if (length != (~inverse & 0xFFFF))
            throw new InvalidDataException("stored length");
        for (var i = 0; i < length; i++)
            Put((byte)Bits(8));
    }

    private void Dynamic()
    {
        var (literals, distances, counts) = (Bits(5) + 257, Bits(5) + 1, Bits(4) + 4);
        if (literals > 286 || distances > 30)
            throw new InvalidDataException("counts");
        var lengths = new int[19];
        for (var i = 0; i < counts; i++)
            lengths[LengthOrder[i]] = Bits(3);
        var code = Code.Of(lengths);
        if (code.Left != 0)
            throw new InvalidDataException("code lengths");
        var all = new List<int>();
        while (all.Count < literals + distances)
            AddLengths(all, Symbol(code));
        if (all.Count > literals + distances || all[256] == 0)
            throw new InvalidDataException("too many lengths, or no end");
        var (literal, distance) = (Code.Of([.. all.Take(literals)]), Code.Of([.. all.Skip(literals)]));
        if (!literal.IsUsable || !distance.IsUsable)
            throw new InvalidDataException("incomplete code");
        Codes(literal, distance);
    }

    private void AddLengths(List<int> all, int symbol)
    {
        if (symbol < 16)
        {
            all.Add(symbol);
            return;
        }

        if (symbol == 16 && all.Count == 0)
            throw new InvalidDataException("repeat of nothing");
        var length = symbol == 16 ? all[^1] : 0;
        var times = symbol switch
        {
            16 => 3 + Bits(2),
            17 => 3 + Bits(3),
            _ => 11 + Bits(7),
        };
        all.AddRange(Lengths(times, length));
    }

    private void Codes(Code literals, Code distances)
    {
        while (Symbol(literals) is var symbol && symbol != 256)
        {
            if (symbol < 256)
            {
                Put((byte)symbol);
                continue;
            }

            if (symbol - 257 >= LengthStart.Length)
                throw new InvalidDataException("length symbol");
            var length = LengthStart[symbol - 257] + Bits(LengthBits[symbol - 257]);
            var far = Symbol(distances);
            if (far >= 30)
                throw new InvalidDataException("distance symbol");
            var extra = far < 4 ? 0 : (far / 2) - 1;
            var distance = far < 4 ? far + 1 : ((2 + (far & 1)) << extra) + 1 + Bits(extra);
            if (distance > _target.Count)
                throw new InvalidDataException("distance before the beginning");
            for (; length > 0; length--)
                Put(_target[^distance]);
        }
    }

    private int Symbol(Code code)
    {
        var (value, first, index) = (0, 0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            value |= Bits(1);
            var count = code.Counts[length];
            if (value - count < first)
                return code.Symbols[index + (value - first)];
            index += count;
            first = (first + count) << 1;
            value <<= 1;
        }

        throw new InvalidDataException("no such code");
    }

    private int Bits(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++, _bit++)
        {
            if (_bit >= 8L * _source.Length)
                throw new InvalidDataException("end");
            value |= ((_source[_bit / 8] >> (int)(_bit % 8)) & 1) << i;
        }

        return value;
    }

    private void Put(byte one)
    {
        _target.Add(one);
        if (_target.Count > _limit)
            throw new InvalidDataException("limit");
    }

    /// <summary>A canonical Huffman code (RFC 1951 3.2.2).</summary>
    /// <param name="Counts">Symbols by length of their code.</param>
    /// <param name="Symbols">By length, then by value.</param>
    /// <param name="Left">Codes that are not used.</param>
    private sealed record Code(int[] Counts, int[] Symbols, int Left)
    {
        /// <summary>Complete, or with at most one symbol, whose code is one bit.</summary>
        public bool IsUsable => Left == 0 || Counts[0] + Counts[1] == Counts.Sum();

        public static Code Of(int[] lengths)
        {
            var counts = new int[LongestCode + 1];
            foreach (var length in lengths)
                counts[length]++;
            var left = 1;
            for (var length = 1; length <= LongestCode; length++)
            {
                left = (left * 2) - counts[length];
                if (left < 0)
                    throw new InvalidDataException("more codes than there are");
            }

            var symbols = Enumerable.Range(0, lengths.Length).Where(symbol => lengths[symbol] > 0)
                .OrderBy(symbol => lengths[symbol]).ThenBy(symbol => symbol);
            return new Code(counts, [.. symbols], counts[0] == lengths.Length ? 0 : left);
        }
    }
}
