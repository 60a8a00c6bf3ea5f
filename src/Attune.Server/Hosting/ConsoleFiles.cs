using Attune.Foundation.Access;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace Attune.Server.Hosting;

/// <summary>Serves the console's files; every address that is no file and no API opens the app.</summary>
internal static class ConsoleFiles
{
    private const string ImmutableFolder = "assets";
    private const string IndexName = "index.html";
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        routes.MapGet("{**path}", context => ServeAsync(context, types))
            .OpenToAnyone("the console's files hold no data; everything they show comes from endpoints with a rule");
    }

    private static async Task ServeAsync(HttpContext context, FileExtensionContentTypeProvider types)
    {
        var path = (string?)context.Request.RouteValues["path"] ?? "";
        var file = Find(path);
        if (file is null)
        {
            await ProblemWriter.WriteAsync(context, HttpFailures.NotFound);
            return;
        }

        if (file.Name == IndexName)
            context.Response.Headers["Permissions-Policy"] = Permissions(context);
        await FileAnswer.SendAsync(context, file,
            types.TryGetContentType(file.Name, out var type) ? type : "application/octet-stream",
            path.StartsWith(ImmutableFolder + "/", StringComparison.Ordinal)
                ? "public, max-age=31536000, immutable"
                : "no-cache");
    }

    /// <summary>
    /// What the page may ask the browser for. The camera only where the operator installed what looks through it; nothing else
    /// that senses a person.
    /// </summary>
    private static string Permissions(HttpContext context) =>
        DescriberFiles.AreInstalled(context.RequestServices.GetRequiredService<DataFolder>())
            ? "camera=(self), microphone=(), geolocation=()"
            : "camera=(), microphone=(), geolocation=()";

    private static FileInfo? Find(string path)
    {
        var wanted = Path.GetFullPath(Path.Combine(Root, path));
        if (!wanted.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && wanted != Root)
            return null;
        if (File.Exists(wanted))
            return new FileInfo(wanted);
        var isPage = !Path.HasExtension(path) && !path.StartsWith("v1/", StringComparison.Ordinal)
            && !path.StartsWith("v2/", StringComparison.Ordinal);
        var index = new FileInfo(Path.Combine(Root, IndexName));
        return isPage && index.Exists ? index : null;
    }
}
