using Attune.Foundation;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Diagnostics.Tests;

/// <summary>Diagnostics beside one other module, on a real socket.</summary>
internal sealed class DiagnosticsServer : IAsyncDisposable
{
    private readonly WebApplication _host;

    private DiagnosticsServer(WebApplication host)
    {
        _host = host;
        Client = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    /// <param name="register">What the other module brings.</param>
    /// <param name="settings">Settings by name.</param>
    public static async Task<DiagnosticsServer> StartAsync(
        Action<ModuleRegistration>? register = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        builder.Services.AddFoundation(DataFolder.Unlocked(Path.GetTempPath()));
        AttuneModule[] modules = [DiagnosticsModule.Doors, new AttuneModule("other", register ?? (_ => { }))];
        var registrations = modules.Select(builder.AddModule).ToList();
        builder.Services.AddSingleton(new ModuleCatalogue(registrations));
        var host = builder.Build();
        host.UseFoundation();
        foreach (var module in modules)
            module.Map?.Invoke(host);
        await host.StartAsync();
        return new DiagnosticsServer(host);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }
}
