using Attune.Foundation;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Server.Hosting.Visitors;
using Microsoft.Extensions.Options;

namespace Attune.Server.Hosting;

/// <summary>Builds the host from settings, data folder and the list of modules.</summary>
internal static class AttuneHost
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    public static WebApplication Build(ServerSettings settings, DataFolder folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.Logging.AddAttuneLogging(settings.Configuration);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.UseKestrelCore().UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddFoundation(folder);
        builder.Services.AddVisitorDoor(settings.VisitorAddress);
        var modules = Composition.Modules.Select(builder.AddModule).ToList();
        builder.Services.AddSingleton(new ModuleCatalogue(modules));

        var server = builder.Build();
        // Before anything reads them, so that all wrong settings are told at once.
        server.Services.GetRequiredService<IStartupValidator>().Validate();
        server.UseFoundation();
        server.UseVisitorDoor(settings.VisitorAddress);
        server.UseSecurityHeaders();
        foreach (var module in Composition.Modules)
            module.Map?.Invoke(server);
        server.MapDescriber();
        server.MapConsole();
        return server;
    }
}
