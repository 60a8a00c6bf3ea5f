using System.Collections.Frozen;
using System.Globalization;
using Attune.Foundation.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.CrossOrigin;

/// <summary>Answers browsers for pages of listed origins (WHATWG Fetch, "CORS protocol"). Others are told nothing.</summary>
internal sealed class GuideCors(IOptions<GuideOptions> options)
{
    private const string PreflightReason =
        "a browser's question before a call carries no credentials; it learns only what is listed";
    private const string Methods = "GET, POST, DELETE";
    private const string Exposed =
        "X-Attune-Tone, X-Attune-Tone-Source, X-Attune-Tone-Why, Server-Timing, X-Correlation-ID, Retry-After";

    /// <summary>The listed origins.</summary>
    public AllowedOrigins Allowed { get; } = new(options.Value.Cors.Origins.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Tells the browser that the page may read the answer, if its origin is listed.</summary>
    /// <returns>True when it is.</returns>
    public bool Tell(HttpContext context)
    {
        if (Allowed.Origins.Count == 0)
            return false;
        var headers = context.Response.Headers;
        headers.Vary = "Origin";
        var origin = context.Request.Headers.Origin.ToString();
        if (!Allowed.Origins.Contains(origin))
            return false;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = Exposed;
        return true;
    }

    /// <summary>Answers the browser's question before a call.</summary>
    public Task PreflightAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (Tell(context))
        {
            var headers = context.Response.Headers;
            headers.AccessControlAllowMethods = Methods;
            headers.AccessControlAllowHeaders = options.Value.Cors.Headers;
            headers.AccessControlMaxAge = options.Value.Cors.MaxAgeSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return Task.CompletedTask;
    }

    /// <summary>Maps the browsers' questions about these addresses.</summary>
    public static void MapPreflight(IEndpointRouteBuilder routes, string pattern) =>
        routes.MapMethods(pattern, [HttpMethods.Options],
                static context => context.RequestServices.GetRequiredService<GuideCors>().PreflightAsync(context))
            .OpenToAnyone(PreflightReason);

    /// <summary>Lets pages of listed origins call an endpoint.</summary>
    public static RequestDelegate Around(RequestDelegate handler) => context =>
    {
        context.RequestServices.GetRequiredService<GuideCors>().Tell(context);
        return handler(context);
    };
}
