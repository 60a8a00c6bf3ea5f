using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Foundation.Persistence;
using Attune.Server.Hosting;
using Attune.Server.Hosting.Visitors;
using Attune.Server.Verbs.Processes;
using Microsoft.Extensions.Options;

namespace Attune.Server.Verbs;

/// <summary>Runs the server in the foreground until Ctrl-C or SIGTERM.</summary>
internal sealed class ServeVerb : IVerb
{
    private const int Failed = 1;

    public string Name => "serve";

    public string Summary => "run the server [--urls URL] [--data DIR] [--Section:Setting=value]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        try
        {
            var settings = ServerSettings.Read(arguments);
            FreeAddresses.Require(settings.Urls);
            using var fileSizes = FileSizeLimit.Survive();
            using var folder = DataFolder.Open(settings.DataFolder);
            await using var server = AttuneHost.Build(settings, folder);
            server.Services.GetRequiredService<MigrationRunner>().Run();
            await server.StartAsync(cancellation);
            var own = server.Urls.Where(url => new Uri(url).Port != settings.VisitorAddress?.Port);
            await Console.Out.WriteLineAsync($"Attune is ready: open {string.Join(" or ", own)}   (data: {folder.Path})");
            await Console.Out.WriteLineAsync(VisitorAddress.Describe(settings.VisitorAddress));
            if (folder.ReadOnlyReason is { } reason)
                await Console.Error.WriteLineAsync($"Nothing can be written: {reason} Reading works; publishing is refused.");
            await StopWhenAskedAsync(server, cancellation);
            return 0;
        }
        catch (Exception error) when (error is OptionsValidationException or AggregateException)
        {
            return await FailAsync(ConfigurationErrors.Describe(ConfigurationErrors.In(error)));
        }
        catch (Exception error) when (error is ConfigurationException or DataFolderInUseException or SchemaTooNewException
            or InvalidDataException or IOException)
        {
            return await FailAsync(error.Message);
        }
    }

    /// <summary>Waits until the server is asked to stop; stops it in good order, or at once when it is asked again.</summary>
    private static async Task StopWhenAskedAsync(WebApplication server, CancellationToken cancellation)
    {
        var hurry = server.Services.GetRequiredService<Hurry>();
        using var second = new SecondSignal(hurry);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopping = server.Lifetime.ApplicationStopping.Register(asked.SetResult);
        using var cancelled = cancellation.Register(server.Lifetime.StopApplication);
        await asked.Task;
        await server.StopAsync(hurry.Token);
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync($"Attune could not start. {message}");
        return Failed;
    }
}
