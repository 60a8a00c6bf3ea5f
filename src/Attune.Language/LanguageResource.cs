namespace Attune.Language;

/// <summary>Texts that are part of the program.</summary>
internal static class LanguageResource
{
    /// <exception cref="FileNotFoundException">There is no such text.</exception>
    public static string Read(string name)
    {
        using var stream = typeof(LanguageResource).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The program holds no text '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
