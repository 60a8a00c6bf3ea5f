using System.Security.Cryptography;

namespace Attune.Fuzz.Fuzzing;

/// <summary>The kept inputs of a target: one small file each.</summary>
internal sealed class Corpus
{
    /// <summary>Larger inputs are used, but not kept.</summary>
    public const int LargestFile = 2048;

    /// <summary>A corpus is read again in every run of the tests; beyond so many files only findings are added.</summary>
    public const int MostFiles = 40;

    private const string Ending = ".bin";
    private readonly string? _keepIn;

    private Corpus(IReadOnlyList<(string Name, byte[] Bytes)> files, string? keepIn) => (Files, _keepIn) = (files, keepIn);

    public IReadOnlyList<(string Name, byte[] Bytes)> Files { get; }

    /// <summary>Inputs that were added to the folder in this run.</summary>
    public int Added { get; private set; }

    /// <param name="target">Whose.</param>
    /// <param name="keepIn">The folder of all corpora that new inputs are written to; null keeps nothing.</param>
    public static Corpus Of(string target, string? keepIn)
    {
        var folder = Path.Combine(keepIn ?? Path.Combine(AppContext.BaseDirectory, "corpus"), target);
        var files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal)
                .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))
            : [];
        return new Corpus([.. files], keepIn is null ? null : folder);
    }

    /// <summary>Writes an input that did something new.</summary>
    public void Keep(byte[] input, string prefix = "")
    {
        var isFull = input.Length > LargestFile || Files.Count + Added >= MostFiles;
        if (_keepIn is null || (isFull && prefix.Length == 0))
            return;
        Directory.CreateDirectory(_keepIn);
        var name = prefix + Convert.ToHexStringLower(SHA256.HashData(input))[..16];
        File.WriteAllBytes(Path.Combine(_keepIn, name + Ending), input);
        Added++;
    }
}
