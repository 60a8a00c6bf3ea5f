using Attune.Foundation.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Foundation.Http;

/// <summary>What a use case may know about the call that runs it.</summary>
public readonly struct EndpointCall(HttpContext context)
{
    public HttpContext Http { get; } = context;

    public Caller Caller => Http.Features.Get<Caller>()
        ?? throw new InvalidOperationException("An endpoint that is open to anyone has no caller.");

    public CancellationToken Aborted => Http.RequestAborted;

    public string CorrelationId => Correlation.Of(Http);

    public T Get<T>() where T : notnull => Http.RequestServices.GetRequiredService<T>();

    /// <summary>A value of the route such as <c>{id}</c>.</summary>
    public string Route(string name) => (string?)Http.Request.RouteValues[name] ?? "";

    /// <summary>A value of the query string; null when absent.</summary>
    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
}
