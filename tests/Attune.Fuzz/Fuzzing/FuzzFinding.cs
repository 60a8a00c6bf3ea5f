namespace Attune.Fuzz.Fuzzing;

/// <summary>An input that broke a promise, as small as it could be made, and how to see it again.</summary>
internal sealed class FuzzFinding(string target, int seed, long round, byte[] input, Exception reason) : Exception(
    $"{target}: the input of round {round} with seed {seed} broke a promise: {reason.Message}\n"
    + $"  {input.Length} bytes, base64: {Convert.ToBase64String(input)}\n"
    + $"  as text: {Printable(input)}\n"
    + $"Keep them as a file in tests/Attune.Fuzz/corpus/{target}, then repair the program.", reason)
{
    private const int Shown = 400;

    public byte[] Input { get; } = input;

    private static string Printable(byte[] bytes) => string.Concat(bytes.Take(Shown).Select(one =>
        one is >= 0x20 and < 0x7F ? ((char)one).ToString() : $"\\x{one:x2}"));
}
