using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Contracts;
using Attune.Contracts.Guide.Rag;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Http;

namespace Attune.Companion.Guide.RagApi;

/// <summary>Bodies and refusals in the form that the museum's clients know: <c>{"error": "…"}</c>.</summary>
internal static class RagWire
{
    /// <summary>Reads the body.</summary>
    public static async Task<Outcome<T>> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        try
        {
            if (context.Request.ContentLength == 0)
                return HttpFailures.EmptyBody;
            var body = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
            return body is null ? HttpFailures.EmptyBody : body;
        }
        catch (JsonException error)
        {
            return HttpFailures.InvalidJson(error);
        }
    }

    public static ValueTask SendAsync<T>(HttpContext context, T reply, JsonTypeInfo<T> type) =>
        context.Response.WriteJsonAsync(JsonSerializer.SerializeToUtf8Bytes(reply, type));

    public static ValueTask RefuseAsync(HttpContext context, Failure failure)
    {
        context.Response.StatusCode = failure.Status;
        if (failure.Retry)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling((failure.RetryAfter ?? TimeSpan.Zero).TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var error = new RagError(false, $"{failure.Title} {failure.Detail}", failure.Code, Correlation.Of(context));
        return SendAsync(context, error, AttuneJson.Wire.RagError);
    }
}
