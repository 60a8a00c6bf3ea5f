namespace Attune.Server.Verbs.Bench.Ingest;

/// <summary>What one round on a new server measured. Rates are in megabytes of 1,048,576 bytes of the files per second.</summary>
/// <param name="Files">Many files at once.</param>
/// <param name="Single">One document after the other.</param>
/// <param name="Tables">Tables, a passage for each row.</param>
/// <param name="RestartMs">From the start after a kill until every document can be searched, in milliseconds.</param>
/// <param name="Missing">Documents, or words of documents, that should be there and are not; before and after the kill.</param>
internal sealed record IngestRound(double Files, double Single, double Tables, double RestartMs, int Missing);
