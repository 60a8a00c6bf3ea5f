using Attune.Foundation.Access;
using Attune.Foundation.Http;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Attune.Server.Hosting.Visitors;

/// <summary>
/// The visitors' address (<c>Kiosk:Url</c>): the guide's page, what it is made of, and its questions. Nothing else of the server
/// answers there, not even what is open to anyone elsewhere.
/// </summary>
internal static class VisitorDoor
{
    private const string Page = "/guide/kiosk";

    private static readonly HashSet<(string Method, string Path)> Calls =
    [
        (HttpMethods.Get, "/v1/guide/kiosk"), (HttpMethods.Get, "/v1/personas"), (HttpMethods.Post, "/v1/guide/ask"),
        (HttpMethods.Post, "/api/rag-llm/close"), (HttpMethods.Get, "/live"),
    ];

    private static readonly string[] Interfaces = ["/v1/", "/v2/", "/api/", "/openapi/"];

    /// <summary>Lets visitors be known by the address that they come to; nothing where there is none.</summary>
    public static void AddVisitorDoor(this IServiceCollection services, Uri? address)
    {
        if (address is null)
            return;
        var inner = services.Last(service => service.ServiceType == typeof(IAccess)).ImplementationFactory
            ?? throw new InvalidOperationException("Access is made in a way that visitors cannot be told from.");
        services.Replace(ServiceDescriptor.Singleton<IAccess>(
            provider => new VisitorAccess((IAccess)inner(provider), address.Port)));
    }

    /// <summary>Shuts everything else at the visitors' address.</summary>
    public static void UseVisitorDoor(this IApplicationBuilder pipeline, Uri? address)
    {
        if (address is null)
            return;
        pipeline.Use((context, next) =>
        {
            if (context.Connection.LocalPort != address.Port || IsOpen(context.Request))
                return next(context);
            if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/")
            {
                context.Response.Redirect(Page);
                return Task.CompletedTask;
            }

            return ProblemWriter.WriteAsync(context, HttpFailures.NotFound);
        });
    }

    private static bool IsOpen(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (Calls.Contains((request.Method, path)))
        {
            // An answer that is kept would be stored for whoever happens to come by.
            return path != "/v1/guide/ask"
                || request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);
        }

        return HttpMethods.IsGet(request.Method) && (path == Page || IsFile(path));
    }

    /// <summary>What pages are made of; names of routes have no ending.</summary>
    private static bool IsFile(string path) =>
        Path.HasExtension(path)
        && !Interfaces.Any(prefix => path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
