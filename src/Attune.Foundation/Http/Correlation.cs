using System.Diagnostics;
using Attune.Foundation.Hosting;
using Microsoft.AspNetCore.Http;

namespace Attune.Foundation.Http;

/// <summary>
/// Gives every request one id that stands in its response, its log lines, its events and its background work.
/// A sender may bring its own in <c>X-Correlation-ID</c>.
/// </summary>
internal sealed class CorrelationMiddleware(RequestDelegate next, Ids ids)
{
    public Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[Correlation.Header].ToString();
        var id = Correlation.IsUsable(given) ? given : ids.NewText();
        context.TraceIdentifier = id;
        context.Response.Headers[Correlation.Header] = id;
        Activity.Current?.SetTag("attune.correlation_id", id);
        return next(context);
    }
}

/// <summary>Reads the correlation id of a request.</summary>
public static class Correlation
{
    public const string Header = "X-Correlation-ID";

    private const int MaxLength = 64;

    public static string Of(HttpContext context) => context.TraceIdentifier;

    /// <summary>Only letters, digits, '-', '_' and '.': the id is copied into headers, logs and events.</summary>
    internal static bool IsUsable(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
