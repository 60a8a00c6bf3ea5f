using Microsoft.Extensions.Options;

namespace Attune.Server.Hosting;

/// <summary>The settings cannot be used.</summary>
public sealed class ConfigurationException(string message) : Exception(message);

/// <summary>Lists everything that is wrong with the settings, one line each.</summary>
internal static class ConfigurationErrors
{
    public static IEnumerable<string> In(Exception error) => error switch
    {
        AggregateException many => many.InnerExceptions.SelectMany(In),
        OptionsValidationException options => options.Failures,
        _ => [error.Message],
    };

    public static string Describe(IEnumerable<string> failures)
    {
        var lines = failures.ToList();
        return $"{lines.Count} setting(s) must be corrected:\n{string.Join('\n', lines.Select(line => $"  - {line}"))}";
    }
}
