using System.Text.Json;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>Reads a document from the body of a request: a form when it says so, else JSON.</summary>
internal sealed class DocumentUpload(
    FileReader files, IOptions<ImportOptions> options, IOptions<KnowledgeOptions> knowledge)
{
    /// <summary>JSON escapes a character of three or four bytes with up to three times as many.</summary>
    private const int EscapedSize = 3;
    private const int RoomForOtherFields = 65_536;

    private const int LongestBoundary = 200;

    /// <summary>The largest body of either kind, in bytes.</summary>
    public long MaxBodyBytes => Math.Max(MaxJsonBytes, options.Value.MaxFileBytes + RoomForOtherFields);

    private long MaxJsonBytes => (knowledge.Value.MaxDocumentBytes * EscapedSize) + RoomForOtherFields;

    /// <summary>The boundary of a form.</summary>
    /// <returns>Null for another type; a failure for a form whose boundary cannot be used.</returns>
    public static Outcome<string>? BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
            return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= LongestBoundary
            ? boundary
            : ImportFailures.InvalidForm("The content type names no boundary.");
    }

    /// <exception cref="BadHttpRequestException">The body is larger than the route reads.</exception>
    public async ValueTask<Outcome<DocumentRequest>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (BoundaryOf(request) is not { } boundary)
            return await ReadJsonAsync(request, cancellation);
        if (boundary.Failure is { } unusable)
            return unusable;
        var form = new DocumentForm(boundary.Value, request.Body, options.Value.MaxFileBytes);
        var read = await form.ReadAsync(cancellation);
        return read.Failure is { } failure
            ? failure
            : await files.ReadAsync(read.Value.File, read.Value.Name, read.Value.ClientId, cancellation);
    }

    private async ValueTask<Outcome<DocumentRequest>> ReadJsonAsync(HttpRequest request, CancellationToken cancellation)
    {
        // A file may be larger than the text that becomes of it; JSON holds the text itself.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxJsonBytes;
        try
        {
            var body = request.ContentLength == 0
                ? null
                : await JsonSerializer.DeserializeAsync(request.Body, AttuneJson.Wire.DocumentRequest, cancellation);
            return body is null ? HttpFailures.EmptyBody : body;
        }
        catch (JsonException error)
        {
            return HttpFailures.InvalidJson(error);
        }
    }
}
