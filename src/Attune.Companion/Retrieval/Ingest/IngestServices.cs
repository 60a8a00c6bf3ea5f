using Attune.Companion.Retrieval.Folder;
using Attune.Companion.Retrieval.Imports;
using Attune.Companion.Retrieval.Imports.Pdf;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>What takes part when documents come in.</summary>
internal static class IngestServices
{
    public static void AddIngest(this IServiceCollection services)
    {
        services.AddSingleton<KnowledgeEvents>();
        services.AddSingleton<PdfReader>();
        services.AddSingleton<FileReader>();
        services.AddSingleton<DocumentUpload>();
        services.AddSingleton<PrepareDocument>();
        services.AddSingleton<PrepareFiles>();
        services.AddSingleton<StoreDocuments>();
        services.AddSingleton<ImportRuns>();
        services.AddSingleton<ImportFiles>();
        services.AddSingleton<FolderFileTable>();
        services.AddSingleton<TakeFolderFiles>();
        services.AddSingleton<DropFolderFiles>();
        services.AddSingleton<FolderSync>();
        services.AddSingleton<ReadFolder>();
        services.AddHostedService<FolderWatcher>();
    }
}
