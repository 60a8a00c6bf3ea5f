using Microsoft.Net.Http.Headers;

namespace Attune.Server.Hosting;

/// <summary>Answers a request with a file, or with 304 when the browser has it already.</summary>
internal static class FileAnswer
{
    public static Task SendAsync(HttpContext context, FileInfo file, string contentType, string cacheControl)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = cacheControl;
        var tag = $"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\"";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers[HeaderNames.IfNoneMatch] != tag)
            return context.Response.SendFileAsync(file.FullName, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
