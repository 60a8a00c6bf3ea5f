using System.Globalization;
using System.Net;

namespace Attune.Server.Verbs.Describe;

/// <summary>How the stand-in for a describer behaves.</summary>
public sealed record DescriberPlan
{
    internal const string Usage =
        "attune describe [--host ADDRESS] [--port N] [--mode MODE] [--text TEXT] [--delay-ms N] [--fail-rate SHARE]\n"
        + "                [--seed N] [--debug]\n"
        + "  --host ADDRESS      where it listens; default 127.0.0.1, 0.0.0.0 for every address of this machine\n"
        + "  --port N            0 to 65535, 0 for a free one; default 5003\n"
        + "  --mode MODE         random (default), fixed, invalid-json, missing-field, empty, hang or unsuccessful\n"
        + "  --text TEXT         what mode fixed tells; default: the first of the pool\n"
        + "  --delay-ms N        how long each description takes, 0 to 600000; default 0\n"
        + "  --fail-rate SHARE   share of descriptions that end in status 500, 0 to 1; default 0\n"
        + "  --seed N            draws the same descriptions and failures in every run; default 0\n"
        + "  --debug             one line for each request\n"
        + "It invents its descriptions: nobody is looked at.";

    private const int DefaultPort = 5003;
    private const int LongestDelay = 600_000;

    public IPAddress Host { get; init; } = IPAddress.Loopback;

    public int Port { get; init; } = DefaultPort;

    public DescriberMode Mode { get; init; }

    /// <summary>What is told in mode fixed; null for the first of the pool.</summary>
    public string? Text { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>Share of descriptions that end in status 500, 0 to 1.</summary>
    public double FailRate { get; init; }

    public int Seed { get; init; }

    public bool Debug { get; init; }

    /// <summary>Reads the arguments after <c>describe</c>.</summary>
    /// <returns>Null when they are not understood.</returns>
    internal static DescriberPlan? Read(IReadOnlyList<string> arguments)
    {
        var plan = new DescriberPlan();
        for (var i = 0; i < arguments.Count && plan is not null; i++)
        {
            if (arguments[i] == "--debug")
                plan = plan with { Debug = true };
            else
                plan = i + 1 < arguments.Count ? plan.With(arguments[i], arguments[++i]) : null;
        }

        return plan;
    }

    private DescriberPlan? With(string name, string value) => name switch
    {
        "--host" => AddressOf(value) is { } address ? this with { Host = address } : null,
        "--port" => Number(value, ushort.MaxValue) is { } port ? this with { Port = port } : null,
        "--mode" => ModeOf(value) is { } mode ? this with { Mode = mode } : null,
        "--text" => this with { Text = value },
        "--delay-ms" => Number(value, LongestDelay) is { } delay ? this with { Delay = TimeSpan.FromMilliseconds(delay) } : null,
        "--fail-rate" => Share(value) is { } share ? this with { FailRate = share } : null,
        "--seed" => Number(value, int.MaxValue) is { } seed ? this with { Seed = seed } : null,
        _ => null,
    };

    private static IPAddress? AddressOf(string text) =>
        text == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(text, out var address) ? address : null;

    private static DescriberMode? ModeOf(string text) =>
        Enum.TryParse<DescriberMode>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode)
        && text.All(c => char.IsAsciiLetterLower(c) || c == '-')
            ? mode
            : null;

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

    private static double? Share(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
        && share is >= 0 and <= 1
            ? share
            : null;
}
