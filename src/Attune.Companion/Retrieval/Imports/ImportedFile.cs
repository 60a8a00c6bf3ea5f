using Attune.Contracts.Knowledge;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>A file as it was sent.</summary>
/// <param name="fileName">Its name without folders; the ending says what it is.</param>
/// <param name="bytes">Its content.</param>
internal sealed class ImportedFile(string fileName, byte[] bytes)
{
    /// <summary>Makes a document of it.</summary>
    /// <param name="name">What people call it; null for the file's name without its ending.</param>
    /// <param name="clientId">The client's id.</param>
    public Outcome<DocumentRequest> ToRequest(string? name, string? clientId)
    {
        var format = Path.GetExtension(fileName).ToUpperInvariant() switch
        {
            ".TXT" => "text",
            ".MD" or ".MARKDOWN" => "markdown",
            ".HTML" or ".HTM" => "html",
            _ => null,
        };
        if (FileContent.Foreign(bytes) is { } kind)
            return ImportFailures.UnsupportedFile($"'{fileName}' is {kind}.");
        if (format is null)
            return ImportFailures.UnsupportedFile($"'{fileName}' ends in none of the endings that are read.");
        if (FileContent.Decode(bytes) is not { } text)
            return ImportFailures.UnknownEncoding(fileName);
        if (FileContent.IsBinary(text))
            return ImportFailures.UnsupportedFile($"'{fileName}' is not text, whatever its name says.");
        if (string.IsNullOrWhiteSpace(text))
            return ImportFailures.NoText(fileName);
        return new DocumentRequest(name ?? NameOf(), text, clientId, FileContent.IsPage(text) ? "html" : format);
    }

    /// <summary>The file's name as the document's: without ending, on one line, not too long.</summary>
    private string NameOf()
    {
        var name = string.Concat(Path.GetFileNameWithoutExtension(fileName).Where(c => !char.IsControl(c))).Trim();
        if (name.Length > AddDocument.LongestName)
            name = name[..AddDocument.LongestName];
        return name.Length > 0 ? name : fileName;
    }
}
