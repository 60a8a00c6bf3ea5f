using System.Text;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>
/// Reads a form part by part: one file in the field <c>file</c>, and the fields <c>name</c> and <c>clientId</c>. Only the file
/// is kept in memory; how large it may be is bounded with the whole body.
/// </summary>
internal sealed class DocumentForm(string boundary, Stream body)
{
    private const int MaxParts = 20;
    private const int LongestField = 4_096;

    private ImportedFile? _file;
    private string? _name;
    private string? _clientId;

    public async ValueTask<Outcome<DocumentRequest>> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var reader = new MultipartReader(boundary, body);
            for (var part = 0; await reader.ReadNextSectionAsync(cancellation) is { } section; part++)
            {
                if (part >= MaxParts)
                    return ImportFailures.InvalidForm($"It has more than {MaxParts} parts.");
                if (await ReadPartAsync(section, cancellation) is { } failure)
                    return failure;
            }
        }
        catch (Exception error) when (error is InvalidDataException
            || (error is IOException and not BadHttpRequestException && !cancellation.IsCancellationRequested))
        {
            return ImportFailures.InvalidForm(error.Message);
        }

        return _file is null
            ? ImportFailures.InvalidForm("The field 'file' is missing.")
            : _file.ToRequest(_name, _clientId);
    }

    private async ValueTask<Failure?> ReadPartAsync(MultipartSection section, CancellationToken cancellation)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            return ImportFailures.InvalidForm("A part has no readable Content-Disposition.");
        var field = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        switch (field)
        {
            case "file" when _file is not null:
                return ImportFailures.OneFileAtATime;
            case "file" when disposition.IsFileDisposition():
                _file = new ImportedFile(FileNameOf(disposition), await ReadBytesAsync(section.Body, cancellation));
                return null;
            case "file":
                return ImportFailures.InvalidForm("The field 'file' has no file name.");
            case "name":
                _name = await ReadTextAsync(section.Body, cancellation);
                return _name is null ? HttpFailures.InvalidField(field, "is too long") : null;
            case "clientId":
                _clientId = await ReadTextAsync(section.Body, cancellation);
                return _clientId is null ? HttpFailures.InvalidField(field, "is too long") : null;
            default:
                // Fields that nobody asked for are passed over, as unknown properties of JSON are.
                return null;
        }
    }

    /// <summary>The name without folders, which some clients send along.</summary>
    private static string FileNameOf(ContentDispositionHeaderValue disposition)
    {
        var given = disposition.FileNameStar.HasValue
            ? disposition.FileNameStar.ToString()
            : HeaderUtilities.UnescapeAsQuotedString(disposition.FileName).ToString();
        return given[(given.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
    }

    private static async Task<byte[]> ReadBytesAsync(Stream part, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await part.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    /// <returns>Null when it is longer than any such field may be.</returns>
    private static async Task<string?> ReadTextAsync(Stream part, CancellationToken cancellation)
    {
        var bytes = new byte[LongestField + 1];
        var read = await part.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return read <= LongestField ? Encoding.UTF8.GetString(bytes, 0, read) : null;
    }
}
