using System.Text.RegularExpressions;
using Attune.Foundation.Access;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;

namespace Attune.Server.Hosting;

/// <summary>
/// Serves the optional software that lets the guide's page look at a visitor, from the folder <c>describer</c> of the data
/// folder. It runs in the browser; <c>eng/install-describer</c> puts it there, and without it there is nothing to serve.
/// </summary>
internal static partial class DescriberFiles
{
    private const string FolderName = "describer";

    /// <summary>Says what is installed. The installer writes it last, so half an installation does not count.</summary>
    private const string DirectoryName = "describer.json";

    private static readonly byte[] NothingInstalled = [.. """{"installed":false}"""u8];

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".bin"] = "application/octet-stream",
    };

    public static void MapDescriber(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/describer/{**path}", ServeAsync)
            .OpenToAnyone("published software and weights, the same for everybody; what it sees stays in the browser");

    /// <summary>True when the page may ask the browser for its camera.</summary>
    public static bool AreInstalled(DataFolder folder) => File.Exists(folder.At(FolderName, DirectoryName));

    private static Task ServeAsync(HttpContext context)
    {
        var path = (string?)context.Request.RouteValues["path"] ?? "";
        var file = Find(context.RequestServices.GetRequiredService<DataFolder>(), path);
        if (file is not null)
            return FileAnswer.SendAsync(context, file, Types[Path.GetExtension(file.Name)], "no-cache");
        if (path != DirectoryName)
            return ProblemWriter.WriteAsync(context, HttpFailures.NotFound);
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.WriteJsonAsync(NothingInstalled).AsTask();
    }

    private static FileInfo? Find(DataFolder folder, string path)
    {
        if (!FileName().IsMatch(path) || !AreInstalled(folder))
            return null;
        var file = new FileInfo(folder.At(FolderName, path));
        return file.Exists ? file : null;
    }

    /// <summary>Files of the folder itself and of <c>models</c>; no name can lead out of it.</summary>
    [GeneratedRegex(@"^(models/)?[A-Za-z0-9_-]{1,80}(\.[A-Za-z0-9_-]{1,20})?\.(js|json|bin)$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
