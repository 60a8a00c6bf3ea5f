using Attune.Companion.Retrieval.Imports.Pdf;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>Makes documents of files. What a file is, its bytes say; its name says it where bytes cannot.</summary>
internal sealed class FileReader(PdfReader pdf)
{
    /// <summary>The format of a document in a file of this name.</summary>
    /// <returns>Null for a kind that is not read.</returns>
    public static string? FormatOf(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".TXT" => "text",
        ".MD" or ".MARKDOWN" => "markdown",
        ".HTML" or ".HTM" => "html",
        ".CSV" or ".TSV" => "csv",
        ".PDF" => "pdf",
        _ => null,
    };

    /// <summary>Makes a document of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What people call it; null for the file's name without its ending.</param>
    /// <param name="clientId">The client's id.</param>
    /// <param name="cancellation">Stops a reader that is a program of its own.</param>
    public async ValueTask<Outcome<DocumentRequest>> ReadAsync(
        ImportedFile file, string? name, string? clientId, CancellationToken cancellation)
    {
        if (!FileContent.IsPdf(file.Bytes.Span))
            return ReadText(file, name, clientId);
        var text = await pdf.ReadAsync(file.Name, file.Bytes, cancellation);
        return text.Failure is { } failure
            ? failure
            : new DocumentRequest(name ?? file.DocumentName, text.Value, clientId, "text");
    }

    private static Outcome<DocumentRequest> ReadText(ImportedFile file, string? name, string? clientId)
    {
        var bytes = file.Bytes.Span;
        if (FileContent.Foreign(bytes) is { } kind)
            return ImportFailures.UnsupportedFile($"'{file.Name}' is {kind}.");
        if (FormatOf(file.Name) is not { } format)
            return ImportFailures.UnsupportedFile($"'{file.Name}' ends in none of the endings that are read.");
        if (format == "pdf")
            return ImportFailures.PdfUnreadable(file.Name);
        if (FileContent.Decode(bytes) is not { } text)
            return ImportFailures.UnknownEncoding(file.Name);
        if (FileContent.IsBinary(text))
            return ImportFailures.UnsupportedFile($"'{file.Name}' is not text, whatever its name says.");
        if (string.IsNullOrWhiteSpace(text))
            return ImportFailures.NoText(file.Name);
        return new DocumentRequest(
            name ?? file.DocumentName, text, clientId, FileContent.IsPage(text) ? "html" : format);
    }
}
