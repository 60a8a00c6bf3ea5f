using Attune.Foundation.Access;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Server;
using Attune.Server.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Attune.Architecture.Tests.Hosting;

/// <summary>Builds the product's own host, without starting it, and writes down what it registered and mapped.</summary>
internal static class HostReader
{
    public static HostFacts Read()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"attune-architecture-{Environment.ProcessId}");
        var settings = ServerSettings.Read(["--data", folder, "--urls", "http://127.0.0.1:0"]);
        var server = AttuneHost.Build(settings, DataFolder.Unlocked(folder));
        using var disposal = (IDisposable)server;
        var doors = Composition.Modules;
        var registered = server.Services.GetRequiredService<ModuleCatalogue>().Modules;
        var owners = doors.ToDictionary(door => door.Name, door => PatternsOf(door, server.Services));
        return new HostFacts(
            [.. doors.Select(door => ReadModule(door, registered.Single(module => module.Name == door.Name), server.Services))],
            [.. ((IEndpointRouteBuilder)server).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Select(endpoint => ReadEndpoint(endpoint, owners))
                .OrderBy(endpoint => endpoint.Pattern, StringComparer.Ordinal)
                    .ThenBy(endpoint => endpoint.Methods, StringComparer.Ordinal)]);
    }

    private static ModuleFact ReadModule(AttuneModule door, ModuleRegistration module, IServiceProvider services)
    {
        var assembly = door.Register.Method.DeclaringType!.Assembly;
        return new ModuleFact(door.Name, assembly.GetName().Name!)
        {
            PublicTypes = [.. assembly.GetExportedTypes().Where(type => !type.IsNested).Select(type => type.FullName!)
                .Order(StringComparer.Ordinal)],
            Sections = module.Sections,
            Validated = [.. module.Sections.Select(section => section.Options)
                .Where(options => services.GetServices(typeof(IValidateOptions<>).MakeGenericType(options)).Any())],
            Meters = module.Meters,
            EventTypes = module.EventTypes,
            Migrations = module.MigrationFiles.Count,
            KeepsPersonalData = module.KeepsPersonalData,
            HasBackupPart = module.HasBackupPart,
            HasReadinessCheck = module.HasReadinessCheck,
        };
    }

    /// <summary>Maps one module's door alone, to learn which routes are its own.</summary>
    private static HashSet<string> PatternsOf(AttuneModule door, IServiceProvider services)
    {
        var routes = new SeparateRoutes(services);
        door.Map?.Invoke(routes);
        return [.. routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(KeyOf)];
    }

    private static EndpointFact ReadEndpoint(RouteEndpoint endpoint, Dictionary<string, HashSet<string>> owners)
    {
        var accepts = endpoint.Metadata.GetMetadata<IAcceptsMetadata>();
        var produces = endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().OrderBy(answer => answer.StatusCode)
            .ToList();
        return new EndpointFact(
            owners.FirstOrDefault(owner => owner.Value.Contains(KeyOf(endpoint))).Key ?? "server",
            MethodsOf(endpoint), endpoint.RoutePattern.RawText ?? "", endpoint.Metadata.GetMetadata<AccessRule>(),
            accepts?.RequestType, produces.Select(JsonTypeOf).FirstOrDefault(type => type is not null),
            string.Join(", ",
                produces.Select(answer => $"{answer.StatusCode} {TypeNames.Of(JsonTypeOf(answer)) ?? MediaOf(answer)}".Trim())));
    }

    private static Type? JsonTypeOf(IProducesResponseTypeMetadata answer) =>
        answer.ContentTypes.Contains("application/json") && answer.Type != typeof(void) ? answer.Type : null;

    private static string MediaOf(IProducesResponseTypeMetadata answer) => string.Join(' ', answer.ContentTypes);

    private static string KeyOf(RouteEndpoint endpoint) => $"{MethodsOf(endpoint)} {endpoint.RoutePattern.RawText}";

    private static string MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
            ? string.Join(' ', methods) : "*";
}
