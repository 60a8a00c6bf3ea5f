using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>Visitors who ask a server, each in a sitting of their own.</summary>
internal sealed partial class GuideVisitors(Uri address, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 })
    {
        BaseAddress = address,
        Timeout = Patience,
    };

    private int _visitor;

    /// <summary>Imports the documents.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var (name, text) in GuideTexts.Documents)
        {
            using var stored = await _http.PostAsync(new Uri("/v1/knowledge/documents", UriKind.Relative),
                Json($$"""{"name":{{Quote(name)}},"text":{{Quote(text)}}}"""), cancellation);
            stored.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Connects a language model.</summary>
    public async Task ConnectAsync(string baseUrl, string model, CancellationToken cancellation)
    {
        using var connected = await _http.PostAsync(new Uri("/v1/models", UriKind.Relative),
            Json($$"""{"baseUrl":{{Quote(baseUrl)}},"model":{{Quote(model)}}}"""), cancellation);
        connected.EnsureSuccessStatusCode();
    }

    /// <summary>So many ask at the same moment.</summary>
    /// <param name="visitors">How many.</param>
    /// <param name="askFirst">A describer that each asks before the guide; null: the guide asks its own meanwhile.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<IReadOnlyList<GuideSample>> CrowdAsync(
        int visitors, Uri? askFirst, CancellationToken cancellation)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = Enumerable.Range(0, visitors).Select(async _ =>
        {
            await start.Task;
            return await AskAsync(askFirst, cancellation);
        }).ToList();
        start.SetResult();
        return await Task.WhenAll(asking);
    }

    /// <summary>One asks.</summary>
    /// <param name="askFirst">A describer that is asked before the guide; null: the guide asks its own meanwhile.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<GuideSample> AskAsync(Uri? askFirst, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _visitor);
        var question = GuideTexts.Questions[number % GuideTexts.Questions.Count];
        var started = clock.GetTimestamp();
        try
        {
            var looks = askFirst is null ? "" : $",\"user_description\":{Quote(await DescribeAsync(askFirst, cancellation))}";
            var body = $$"""{"text_user_msg":{{Quote(question)}},"session_id":"visitor-{{number}}"{{looks}}}""";
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/rag-llm/query", UriKind.Relative))
            {
                Content = Json(body),
            };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            return await ReadAsync(response, stream, started, cancellation);
        }
        catch (Exception error) when (error is HttpRequestException or IOException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new GuideSample(false, 0, Elapsed(started), 0, 0, error.GetType().Name);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What the describer tells; something that is never empty, or the guide would ask it once more.</summary>
    private async Task<string> DescribeAsync(Uri describer, CancellationToken cancellation)
    {
        var reply = await _http.GetStringAsync(new Uri(describer, "/api/get-user-description"), cancellation);
        using var json = JsonDocument.Parse(reply);
        return json.RootElement.GetProperty("user_description").GetString() is { Length: > 0 } text ? text : "A person.";
    }

    private async Task<GuideSample> ReadAsync(
        HttpResponseMessage response, Stream stream, long started, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        var text = new StringBuilder();
        var first = 0.0;
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (text.Length == 0)
                first = Elapsed(started);
            // Latin 1 keeps every byte; only ASCII lines are looked for.
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        var answer = text.ToString();
        var isWhole = response.StatusCode == HttpStatusCode.OK && answer.EndsWith("\nEND_FLAG", StringComparison.Ordinal)
            && !answer.Contains("\nERROR:", StringComparison.Ordinal);
        var timing = Header(response, "Server-Timing");
        return new GuideSample(isWhole, first, Elapsed(started), Timing(timing, "description"), Timing(timing, "draft"),
            Header(response, "X-Attune-Tone-Why"));
    }

    private double Elapsed(long started) => clock.GetElapsedTime(started).TotalMilliseconds;

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";

    private static double Timing(string header, string part) => Duration().Matches(header)
        .Where(found => found.Groups["part"].Value == part)
        .Select(found => double.Parse(found.Groups["ms"].Value, CultureInfo.InvariantCulture))
        .FirstOrDefault();

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    [GeneratedRegex(@"(?<part>[a-z]+);dur=(?<ms>[0-9.]+)")]
    private static partial Regex Duration();
}
