// The yardstick: the smallest ASP.NET Core host that answers one route.
var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapGet("/ready", () => "ready");
app.Run();
