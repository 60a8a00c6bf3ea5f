using System.Net;
using System.Net.Http.Headers;
using Attune.Companion.Guide.Visits;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Describing;

/// <summary>
/// Asks the describer. Connections are opened on first use; redirects and cookies are off, so that the key goes only where
/// somebody has entered it.
/// </summary>
internal sealed class DescriberClient(IOptions<GuideOptions> options) : IDisposable
{
    private const string SittingMark = "{sitting}";
    private const int ReadBytes = 16 * 1024;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    private readonly Lazy<HttpClient> _http = new(() => Create(options.Value.Describer));

    /// <summary>True when there is somebody to ask.</summary>
    public bool IsConfigured => options.Value.Describer.Url.Length > 0;

    /// <summary>Asks once. Whatever the service does becomes a reason.</summary>
    /// <param name="sitting">Whose looks are asked for, where the service tells its visitors apart.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<DescriptionResult> AskAsync(SittingKey sitting, CancellationToken cancellation)
    {
        if (PathFor(sitting) is not { } path)
            return new DescriptionResult(null, DescriptionReasons.Empty);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            using var response = await _http.Value.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode != HttpStatusCode.OK)
                return new DescriptionResult(null, DescriptionReasons.BadStatus);
            return await ReadAsync(response, cancellation) is { } body
                ? DescriberReply.Read(body)
                : new DescriptionResult(null, DescriptionReasons.TooLarge);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new DescriptionResult(null, DescriptionReasons.Unreachable);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // How the connection says that it could not be made in time.
            return new DescriptionResult(null, DescriptionReasons.Unreachable);
        }
    }

    public void Dispose()
    {
        if (_http.IsValueCreated)
            _http.Value.Dispose();
    }

    /// <returns>Null when the sitting's name cannot be part of an address: dots alone would lead out of it.</returns>
    private string? PathFor(SittingKey sitting)
    {
        var path = options.Value.Describer.Path[1..];
        if (!path.Contains(SittingMark, StringComparison.Ordinal))
            return path;
        var id = sitting.IsRemembered ? sitting.Id : SittingKey.Shared;
        return id is "." or ".." ? null : path.Replace(SittingMark, Uri.EscapeDataString(id), StringComparison.Ordinal);
    }

    /// <returns>Null when the answer is larger than what is read.</returns>
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var limit = options.Value.Describer.MaxAnswerBytes;
        if (response.Content.Headers.ContentLength > limit)
            return null;
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        using var read = new MemoryStream();
        var buffer = new byte[ReadBytes];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            if (read.Length + count > limit)
                return null;
            read.Write(buffer, 0, count);
        }

        return read.GetBuffer().AsMemory(0, (int)read.Length);
    }

    private static HttpClient Create(DescriberOptions options)
    {
        var root = new Uri(options.Url.EndsWith('/') ? options.Url : options.Url + "/");
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            MaxConnectionsPerServer = options.MaxRequests,
            AllowAutoRedirect = false,
            UseCookies = false,
            // The machine's proxy is not asked for what stands on this machine.
            UseProxy = !root.IsLoopback,
            AutomaticDecompression = DecompressionMethods.None,
        };
        var http = new HttpClient(handler) { BaseAddress = root, Timeout = Timeout.InfiniteTimeSpan };
        if (options.ApiKey.Length > 0)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        return http;
    }
}
