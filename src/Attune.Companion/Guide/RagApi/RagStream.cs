using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Attune.Companion.Guide.RagApi;

/// <summary>
/// An answer as a stream of plain text whose last line is <c>END_FLAG</c>; a line that begins with <c>ERROR:</c> stands before it
/// only when there was nothing to answer with. An answer cannot forge either line.
/// </summary>
internal static partial class RagStream
{
    public const string ContentType = "text/plain";
    private const string End = "END_FLAG";

    /// <summary>Sends a text sentence by sentence, as the sentences come.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="words">What is said, in pieces of whole sentences.</param>
    /// <param name="error">Why there was nothing to answer with; null when there was.</param>
    public static async Task WriteAsync(HttpContext context, IAsyncEnumerable<string> words, string? error)
    {
        var response = context.Response;
        response.ContentType = $"{ContentType}; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        // Proxies such as nginx would otherwise keep the pieces until all are there.
        response.Headers["X-Accel-Buffering"] = "no";
        await foreach (var piece in words.WithCancellation(context.RequestAborted))
        {
            await response.WriteAsync(Safe(piece), Encoding.UTF8, context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
        }

        await EndAsync(context, error);
    }

    /// <summary>Sends the last line, and before it why there was nothing to answer with.</summary>
    public static Task EndAsync(HttpContext context, string? error) => context.Response.WriteAsync(
        error is null ? $"\n{End}" : $"\nERROR: {error}\n{End}", Encoding.UTF8, context.RequestAborted);

    /// <summary>Documents may hold anything: what looks like one of the two lines is written a little differently.</summary>
    internal static string Safe(string text) => ErrorLine().Replace(text, "Error:")
        .Replace(End, "END FLAG", StringComparison.Ordinal);

    [GeneratedRegex("^ERROR:", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}
