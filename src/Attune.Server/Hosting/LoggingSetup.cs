namespace Attune.Server.Hosting;

/// <summary>JSON lines for machines, plain lines for a person at a terminal (setting Logging:Format: auto, json or
/// text).</summary>
internal static class LoggingSetup
{
    public static void AddAttuneLogging(this ILoggingBuilder logging, IConfiguration settings)
    {
        logging.AddConfiguration(settings.GetSection("Logging"));
        // It would write whole addresses, and a browser's WebSocket can bring its token only in the address.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        var format = settings["Logging:Format"] ?? "auto";
        if (format == "json" || (format == "auto" && Console.IsOutputRedirected))
        {
            logging.AddJsonConsole(json =>
            {
                json.IncludeScopes = true;
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            logging.AddSimpleConsole(text =>
            {
                text.SingleLine = true;
                text.TimestampFormat = "HH:mm:ss ";
            });
        }
    }
}
