using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Attune.Architecture.Tests.Hosting;

/// <summary>A route table of its own over the host's services.</summary>
internal sealed class SeparateRoutes(IServiceProvider services) : IEndpointRouteBuilder
{
    public IServiceProvider ServiceProvider { get; } = services;

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(ServiceProvider);
}
