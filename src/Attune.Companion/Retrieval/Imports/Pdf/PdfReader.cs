using System.ComponentModel;
using System.Globalization;
using System.Text;
using Attune.Foundation.Failures;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Imports.Pdf;

/// <summary>
/// Takes the text out of PDF documents with pdftotext of poppler, in a process of its own that may take so much time, memory
/// and room and not more. The document goes in and the text comes out over pipes: nothing of it touches the disk on the way.
/// </summary>
internal sealed class PdfReader(
    IOptions<ImportOptions> imports, IOptions<KnowledgeOptions> knowledge, TimeProvider clock) : IDisposable
{
    // Exit codes of pdftotext, from its manual page.
    private const int CopyingForbidden = 3;

    private readonly SemaphoreSlim _places = new(imports.Value.Pdf.AtOnce);

    private PdfOptions Options => imports.Value.Pdf;

    /// <summary>Reads a document.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="document">Its bytes, whatever they are.</param>
    /// <param name="cancellation">Ends the wait for a place, or the program.</param>
    /// <returns>The text, its pages ended by form feeds.</returns>
    public async ValueTask<Outcome<string>> ReadAsync(
        string name, ReadOnlyMemory<byte> document, CancellationToken cancellation)
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        if (ProgramPath.Find(Options.Program, path) is not { } program)
            return ImportFailures.NoPdfReader(Options.Program);
        await _places.WaitAsync(cancellation);
        try
        {
            var most = knowledge.Value.MaxDocumentBytes;
            // Spaces and line ends that are not kept may stand in the output besides the text.
            var process = new BoundedProcess(new ProcessLimits(TimeSpan.FromSeconds(Options.Seconds), most * 2), clock);
            var (start, arguments) = Command(program, ProgramPath.Find("prlimit", path));
            return Read(name, await process.RunAsync(start, arguments, document, cancellation), most);
        }
        catch (Win32Exception error)
        {
            return ImportFailures.PdfReaderNotStarted(program, error.Message);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private (string Program, string[] Arguments) Command(string program, string? limiter)
    {
        string[] read = ["-enc", "UTF-8", "-eol", "unix", "-", "-"];
        return limiter is null
            ? (program, read)
            : (limiter,
            [
                string.Create(CultureInfo.InvariantCulture, $"--as={Options.MaxMemoryBytes}"),
                string.Create(CultureInfo.InvariantCulture, $"--cpu={Options.Seconds}"),
                "--core=0", program, .. read,
            ]);
    }

    private Outcome<string> Read(string name, ProcessResult result, long most)
    {
        switch (result)
        {
            case { Ending: ProcessEnding.TooLate }:
                return ImportFailures.PdfTooComplex(name, Options.Seconds);
            case { Ending: ProcessEnding.TooMuchOutput }:
                return KnowledgeFailures.DocumentTooLarge(result.Output.Length, most);
            case { ExitCode: CopyingForbidden }:
                return ImportFailures.PdfProtected(name);
            case { ExitCode: not 0 }:
                return Encoding.UTF8.GetString(result.Errors).Contains("password", StringComparison.OrdinalIgnoreCase)
                    ? ImportFailures.PdfProtected(name)
                    : ImportFailures.PdfUnreadable(name);
        }

        var text = PdfText.Clean(result.Output);
        return text.Length > 0 ? text : ImportFailures.PdfWithoutText(name);
    }
}
