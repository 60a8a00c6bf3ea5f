using System.Text;
using Attune.Contracts;
using Attune.Contracts.Knowledge;

namespace Attune.Server.Verbs.Bench.Ingest;

/// <summary>Brings documents to a server and looks for them.</summary>
internal sealed class IngestClient(Uri server) : IDisposable
{
    private const int SearchLimit = 5;

    private readonly HttpClient _http = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>Sends files in one form.</summary>
    /// <exception cref="HttpRequestException">Not all of them were taken.</exception>
    public async Task ImportAsync(IEnumerable<(string Name, byte[] Bytes)> files, CancellationToken cancellation)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), "file", name);
        using var response = await _http.PostAsync(new Uri("/v1/knowledge/imports", UriKind.Relative), form, cancellation);
        response.EnsureSuccessStatusCode();
        var import = (await response.Content.ReadFromJsonAsync(AttuneJson.Wire.ImportView, cancellation))!;
        if (import.Failed > 0)
            throw new HttpRequestException($"{import.Failed} files were not taken: {import.Problems[0].Detail}");
    }

    /// <summary>Sends one document as JSON.</summary>
    /// <exception cref="HttpRequestException">It was not taken.</exception>
    public async Task AddAsync(string name, string text, CancellationToken cancellation)
    {
        using var response = await _http.PostAsync(new Uri("/v1/knowledge/documents", UriKind.Relative),
            JsonContent.Create(new DocumentRequest(name, text), AttuneJson.Wire.DocumentRequest), cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Names of all documents that were imported.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation)
    {
        var names = new List<string>();
        var next = "0";
        while (next is not null)
        {
            var page = (await _http.GetFromJsonAsync(
                new Uri($"/v1/knowledge/documents?limit=200&after={next}", UriKind.Relative),
                AttuneJson.Wire.ItemListDocumentView, cancellation))!;
            names.AddRange(page.Items.Where(document => !document.BuiltIn).Select(document => document.Name));
            next = page.Next;
        }

        return names;
    }

    /// <summary>True when a word is found in one document only, and in this one.</summary>
    public async Task<bool> IsFoundAsync(string word, string name, CancellationToken cancellation)
    {
        var address = $"/v1/knowledge/search?q={word}&limit={SearchLimit}";
        var found = (await _http.GetFromJsonAsync(
            new Uri(address, UriKind.Relative), AttuneJson.Wire.ItemListFoundPassage, cancellation))!.Items;
        return found.Count > 0 && found.All(passage => passage.DocumentName == name)
            && found[0].Snippet.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => _http.Dispose();

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
