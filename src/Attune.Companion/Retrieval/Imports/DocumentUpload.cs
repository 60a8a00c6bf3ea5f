using System.Text.Json;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>Reads a document from the body of a request: a form when it says so, else JSON.</summary>
internal static class DocumentUpload
{
    private const int LongestBoundary = 200;

    /// <exception cref="BadHttpRequestException">The body is larger than the route reads.</exception>
    public static ValueTask<Outcome<DocumentRequest>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
            return ReadJsonAsync(request, cancellation);
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= LongestBoundary
            ? new DocumentForm(boundary, request.Body).ReadAsync(cancellation)
            : ValueTask.FromResult<Outcome<DocumentRequest>>(ImportFailures.InvalidForm("The content type names no boundary."));
    }

    private static async ValueTask<Outcome<DocumentRequest>> ReadJsonAsync(HttpRequest request, CancellationToken cancellation)
    {
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
