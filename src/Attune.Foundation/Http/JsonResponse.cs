using Microsoft.AspNetCore.Http;

namespace Attune.Foundation.Http;

/// <summary>Writes finished JSON with its length, so that keep-alive connections need no chunks.</summary>
public static class JsonResponse
{
    public static ValueTask WriteJsonAsync(this HttpResponse response, ReadOnlyMemory<byte> json,
        string type = "application/json")
    {
        response.ContentType = type;
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, response.HttpContext.RequestAborted);
    }
}
