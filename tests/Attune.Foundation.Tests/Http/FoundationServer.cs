using Attune.Contracts;
using Attune.Contracts.Guide;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Foundation.Tests.Http;

/// <summary>Foundation's pipeline on a real socket, with endpoints that do what endpoints may do.</summary>
internal sealed class FoundationServer : IAsyncDisposable
{
    public const int MaxBodyBytes = 2000;

    private static readonly Failure Busy = new("busy", 503, "It is busy.", "Somebody else is here.", "Wait.", Retry: true);

    private readonly WebApplication _host;

    private FoundationServer(WebApplication host)
    {
        _host = host;
        Client = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public static async Task<FoundationServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxBodyBytes);
        builder.Services.AddSingleton<IAccess, RestrictedAccess>();
        builder.Services.AddFoundation(DataFolder.Unlocked(Path.GetTempPath()));
        var host = builder.Build();
        host.UseFoundation();
        Map(host);
        await host.StartAsync();
        return new FoundationServer(host);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }

    private static void Map(WebApplication host)
    {
        host.PostJson("/ask", AttuneJson.Wire.AskRequest, AttuneJson.Wire.AskAccepted, StatusCodes.Status202Accepted,
            (call, ask) => ValueTask.FromResult<Outcome<AskAccepted>>(ask.Question is null
                ? HttpFailures.InvalidField("question", "is missing")
                : new AskAccepted($"{call.Caller.Principal} asks {ask.Question}", call.Query("stream") ?? "none")))
            .Requires(RestrictedAccess.AllowedVerb);
        host.GetJson("/things/{id}", AttuneJson.Wire.AskAccepted, call => ValueTask.FromResult<Outcome<AskAccepted>>(
            new AskAccepted(call.Route("id"), call.CorrelationId))).Requires(RestrictedAccess.AllowedVerb);
        host.GetJson("/busy", AttuneJson.Wire.AskAccepted, _ => ValueTask.FromResult<Outcome<AskAccepted>>(Busy))
            .OpenToAnyone("a test asks");
        host.DeleteNoContent("/things/{id}", call =>
            ValueTask.FromResult(call.Route("id") == "1" ? null : HttpFailures.NotFound)).Requires(RestrictedAccess.AllowedVerb);
        host.MapGet("/forbidden", Done).Requires("demo.forbidden");
        host.MapGet("/without-rule", Done);
        host.MapGet("/open", Done).OpenToAnyone("a test asks");
        host.MapGet("/bug", static _ => throw new InvalidOperationException("secret detail")).OpenToAnyone("a test asks");
        host.MapGet("/caller", context => context.Response.WriteAsync(new EndpointCall(context).Caller.Principal))
            .OpenToAnyone("a test asks");
    }

    private static Task Done(HttpContext context) => context.Response.WriteAsync("done");
}
