using System.Globalization;
using Attune.Foundation.Access.Tokens;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Attune.Server.Verbs;

/// <summary>
/// Makes a token for a server that runs with Access:Mode=tokens. Who may read the data folder, or knows the key, is the
/// operator: the server itself need not run.
/// </summary>
internal sealed class TokenVerb : IVerb
{
    private const int Failed = 1;
    private const int UsageError = 2;
    private const int DefaultMinutes = 10;
    private const string Usage =
        "attune token --principal NAME --allow RIGHT … [--group NAME …] [--organisation NAME] [--minutes N] [as for serve]\n"
        + "  --principal      whose token it is\n"
        + "  --allow          a right such as subscribe:persona:*, publish:room:12 or *; may be given up to 64 times\n"
        + "  --group          a group whose announcements its holder gets; may be given up to 32 times\n"
        + "  --organisation   local if absent\n"
        + "  --minutes        how long it counts; 10 if absent\n"
        + "The token is the only line on standard output; its id and end are told on standard error.";

    public string Name => "token";

    public string Summary => "make a token --principal NAME --allow RIGHT [--group NAME] [--minutes N] [--data DIR]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var allow = new List<string>();
        var groups = new List<string>();
        var rest = new List<string>();
        var (principal, organisation, minutes) = ("", "local", DefaultMinutes);
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments, ref i);
            switch (name)
            {
                case "--principal" when value is not null:
                    principal = value;
                    break;
                case "--organisation" when value is not null:
                    organisation = value;
                    break;
                case "--allow" when value is not null:
                    allow.Add(value);
                    break;
                case "--group" when value is not null:
                    groups.Add(value);
                    break;
                case "--minutes" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var given):
                    minutes = given;
                    break;
                case "--principal" or "--organisation" or "--allow" or "--group" or "--minutes" or "--help":
                    return await RefuseAsync(Usage, UsageError);
                default:
                    rest.Add(value is null ? name : $"{name}={value}");
                    break;
            }
        }

        return principal.Length == 0 || allow.Count == 0
            ? await RefuseAsync(Usage, UsageError)
            : await IssueAsync(rest, new TokenOrder(organisation, principal, allow, groups, minutes));
    }

    private static async Task<int> IssueAsync(List<string> settingsArguments, TokenOrder order)
    {
        try
        {
            var settings = ServerSettings.Read(settingsArguments);
            await using var host = AttuneHost.Build(settings, DataFolder.Unlocked(settings.DataFolder));
            var issued = host.Services.GetRequiredService<TokenIssuer>().Issue(order);
            if (issued.Failure is { } failure)
                return await RefuseAsync($"{failure.Detail} {failure.WhatToDo}", Failed);
            await Console.Out.WriteLineAsync(issued.Value.Text);
            await Console.Error.WriteLineAsync(
                $"Token {issued.Value.Id} of session {issued.Value.Session} counts until {issued.Value.ExpiresAt:u}.");
            return 0;
        }
        catch (Exception error) when (error is OptionsValidationException or AggregateException or ConfigurationException
            or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync($"No token was made. {string.Join(' ', ConfigurationErrors.In(error))}", Failed);
        }
    }

    /// <summary>Reads <c>--name value</c> or <c>--name=value</c>.</summary>
    private static (string Name, string? Value) Split(IReadOnlyList<string> arguments, ref int i)
    {
        var equals = arguments[i].IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
            return (arguments[i][..equals], arguments[i][(equals + 1)..]);
        return i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal)
            ? (arguments[i], arguments[++i])
            : (arguments[i], null);
    }

    private static async Task<int> RefuseAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}
