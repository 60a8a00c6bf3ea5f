using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Attune.Server.Verbs;

/// <summary>Reads all settings as <c>serve</c> would, says everything that is wrong with them, and starts nothing.</summary>
internal sealed class CheckConfigVerb : IVerb
{
    private const int Failed = 1;

    public string Name => "check-config";

    public string Summary => "check all settings without starting [same arguments as serve]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        try
        {
            var settings = ServerSettings.Read(arguments);
            await using var server = AttuneHost.Build(settings, DataFolder.Unlocked(settings.DataFolder));
            await Console.Out.WriteLineAsync(
                $"The settings are valid. Addresses: {settings.Urls}. Data folder: {settings.DataFolder}.");
            return 0;
        }
        catch (Exception error) when (error is OptionsValidationException or AggregateException or ConfigurationException
            or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(ConfigurationErrors.Describe(ConfigurationErrors.In(error)));
            return Failed;
        }
    }
}
