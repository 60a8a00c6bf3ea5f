using Attune.Server.Verbs;

return await VerbTable.RunAsync(args);
