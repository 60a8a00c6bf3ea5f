using Attune.Foundation.Access;
using Attune.Foundation.Access.Tokens;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Foundation.Modules;
using Attune.Foundation.Outbox;
using Attune.Foundation.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Attune.Foundation;

/// <summary>The doors of Foundation: what every module may rely on.</summary>
public static class FoundationModule
{
    /// <summary>Registers clock, ids, access, data folder, database and the catalogue of modules.</summary>
    public static void AddFoundation(this IServiceCollection services, DataFolder folder)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Ids>();
        services.TryAddSingleton<Hurry>();
        services.AddOptions<AccessOptions>();
        services.TryAddSingleton<TokenIssuer>();
        services.TryAddSingleton<IAccess>(provider =>
            provider.GetRequiredService<IOptions<AccessOptions>>().Value.Mode == AccessMode.Tokens
                ? new TokenAccess(
                    provider.GetRequiredService<IOptions<AccessOptions>>(), folder,
                    provider.GetRequiredService<SqliteDatabase>(), provider.GetRequiredService<TimeProvider>())
                : new LocalAccess());
        services.AddSingleton(folder);
        services.AddSingleton<SqliteDatabase>();
        services.AddSingleton<MigrationRunner>();
        services.AddSingleton<EventOutbox>();
        services.AddSingleton<ErasedContent>();
    }

    /// <summary>Registers a module and returns what it brought.</summary>
    public static ModuleRegistration AddModule(this WebApplicationBuilder host, AttuneModule module)
    {
        var registration = new ModuleRegistration(module.Name, host.Services, host.Configuration);
        module.Register(registration);
        return registration;
    }

    /// <summary>Correlation ids, failures as problem+json, access rules: in this order, before every endpoint.</summary>
    public static void UseFoundation(this IApplicationBuilder pipeline)
    {
        pipeline.UseMiddleware<CorrelationMiddleware>();
        pipeline.UseMiddleware<FailureMiddleware>();
        pipeline.UseMiddleware<AccessMiddleware>();
    }
}
