using System.Net;

namespace Attune.Server.Hosting;

/// <summary>
/// Where settings come from, weakest first: appsettings.json beside the program (documented defaults), attune.json in the
/// data folder, the environment variables of <see cref="BorrowedNames"/>, those that begin with ATTUNE_, the command line.
/// </summary>
/// <param name="Urls">Addresses to listen on, separated by ';', the visitors' among them.</param>
/// <param name="DataFolder">Where everything is kept.</param>
/// <param name="Configuration">All settings.</param>
internal sealed record ServerSettings(string Urls, string DataFolder, IConfigurationRoot Configuration)
{
    /// <summary>Where visitors' own devices may come; null for nowhere.</summary>
    public Uri? VisitorAddress { get; init; }

    private static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--urls"] = "Urls",
        ["--data"] = "Data",
        ["--user-description-server"] = "Guide:Describer:Url",
    };

    /// <summary>Reads them all.</summary>
    /// <exception cref="ConfigurationException">An argument or address cannot be used.</exception>
    public static ServerSettings Read(IReadOnlyList<string> arguments)
    {
        foreach (var argument in arguments.Where((text, i) => !text.StartsWith("--", StringComparison.Ordinal)
            && (i == 0 || arguments[i - 1].Contains('=', StringComparison.Ordinal))))
            throw new ConfigurationException(
                $"'{argument}' is not understood. Write --urls URL, --data DIR or --Section:Setting=value.");
        var first = Sources("", arguments);
        var folder = Path.GetFullPath(first["Data"] is { Length: > 0 } given ? given : DefaultDataFolder());
        var all = Sources(Path.Combine(folder, "attune.json"), arguments);
        var urls = all["Urls"] ?? "http://127.0.0.1:8080";
        if (all["Guide:Url"] is { Length: > 0 } guide)
            urls = $"{urls};{guide}";
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            RequireLoopback(url);
        var visitors = Visitors.VisitorAddress.Read(all["Kiosk:Url"], urls);
        return new ServerSettings(visitors is null ? urls : $"{urls};{visitors.GetLeftPart(UriPartial.Authority)}", folder, all)
        {
            VisitorAddress = visitors,
        };
    }

    private static IConfigurationRoot Sources(string ownFile, IReadOnlyList<string> arguments)
    {
        try
        {
            var builder = new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false, reloadOnChange: false);
            if (File.Exists(ownFile))
                builder.AddJsonFile(ownFile, optional: false, reloadOnChange: false);
            builder.AddInMemoryCollection(BorrowedNames.Read(builder.Build, Environment.GetEnvironmentVariable));
            return builder.AddEnvironmentVariables("ATTUNE_").AddCommandLine([.. arguments], Switches).Build();
        }
        catch (Exception error) when (error is FormatException or InvalidDataException)
        {
            throw new ConfigurationException($"The settings could not be read: {error.Message}");
        }
    }

    private static string DefaultDataFolder() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "attune");

    /// <summary>Without accounts only this machine may connect, so only loopback addresses are bound.</summary>
    private static void RequireLoopback(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            throw new ConfigurationException($"'{url}' is not an address. Write for example http://127.0.0.1:8080.");
        if (uri.Host != "localhost"
            && !(IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))
            throw new ConfigurationException($"'{url}' can be reached from other machines, which needs accounts. "
                + "Bind to 127.0.0.1, [::1] or localhost.");
    }
}
