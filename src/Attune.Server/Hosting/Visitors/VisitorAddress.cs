using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Attune.Server.Hosting.Visitors;

/// <summary>Reads the visitors' address, and says how it is reached.</summary>
internal static class VisitorAddress
{
    private const int MostTold = 4;

    /// <summary>The address; null when there is none.</summary>
    /// <param name="text">The setting <c>Kiosk:Url</c>.</param>
    /// <param name="others">The addresses of the server itself, separated by ';'.</param>
    /// <exception cref="ConfigurationException">It cannot be used.</exception>
    public static Uri? Read(string? text, string others)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri is not { Scheme: "http", AbsolutePath: "/", Query: "" }
            || uri.Port <= 0 || !(uri.Host == "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out _)))
            throw new ConfigurationException($"Kiosk:Url: '{text}' is not an address of this machine. Write for example "
                + "http://0.0.0.0:8090.");
        if (others.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Any(other => Uri.TryCreate(other, UriKind.Absolute, out var own) && own.Port == uri.Port))
            throw new ConfigurationException($"Kiosk:Url: port {uri.Port} is the server's own. Choose another one: visitors are "
                + "known by it.");
        return uri;
    }

    /// <summary>One line for who starts the server.</summary>
    public static string Describe(Uri? address) => address is null
        ? "Only this machine can reach it. --Kiosk:Url=http://0.0.0.0:8090 opens the guide's page, and nothing else, to "
            + "visitors' phones."
        : $"Visitors open {string.Join(" or ", PlacesOf(address).Select(place => $"http://{place}/guide/kiosk"))}";

    private static IEnumerable<string> PlacesOf(Uri address) =>
        IPAddress.TryParse(address.Host.Trim('[', ']'), out var bound)
        && (bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any))
            ? NetworkInterface.GetAllNetworkInterfaces()
                .Where(one => one.OperationalStatus == OperationalStatus.Up)
                .SelectMany(one => one.GetIPProperties().UnicastAddresses)
                .Select(one => one.Address)
                .Where(one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one))
                .Select(one => $"{one}:{address.Port}").Take(MostTold).DefaultIfEmpty(address.Authority)
            : [address.Authority];
}
