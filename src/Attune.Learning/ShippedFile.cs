namespace Attune.Learning;

/// <summary>Files that stand inside the program.</summary>
internal static class ShippedFile
{
    /// <exception cref="InvalidDataException">The program was put together wrongly.</exception>
    public static byte[] Read(string name)
    {
        using var stream = typeof(ShippedFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The program holds no {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
