using Attune.Companion.Retrieval;
using Attune.Companion.Tests.Fakes;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Tests.Retrieval;

/// <summary>Loading that fails.</summary>
public sealed class KnowledgeLoaderTests
{
    [Fact]
    public async Task A_document_that_cannot_be_read_is_told_and_does_not_end_the_server()
    {
        using var folder = new TempFolder();
        var streams = new MemoryAiStreams();
        await using (var product = await Product.StartAsync(folder, streams))
        {
            await product.ImportAsync("Pool", "The pool opens at seven in the morning.");
            using var connection = product.Database.Open();
            connection.Execute("UPDATE companion_documents SET created_at = 'never'");
        }

        var told = new ToldLog();
        await using var again = await Product.StartAsync(folder, streams,
            services => services.AddSingleton<ILogger<KnowledgeLoader>>(told));
        var loader = again.Services.GetServices<IHostedService>().OfType<KnowledgeLoader>().Single();
        await Task.WhenAny(told.Error, loader.ExecuteTask!).WaitAsync(
            TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(loader.ExecuteTask!.IsCompleted);
        Assert.IsType<FormatException>(await told.Error);
    }

    /// <summary>Remembers the first error.</summary>
    private sealed class ToldLog : ILogger<KnowledgeLoader>
    {
        private readonly TaskCompletionSource<Exception?> _error = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Exception?> Error => _error.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
                _error.TrySetResult(exception);
        }
    }
}
