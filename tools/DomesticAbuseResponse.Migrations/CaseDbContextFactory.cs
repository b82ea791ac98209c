using DomesticAbuseResponse.Application.Persistence;

namespace DomesticAbuseResponse.Migrations;

/// <summary>Lets the migration tool build the model of the records without starting the web host.</summary>
public sealed class CaseDbContextFactory : IDesignTimeDbContextFactory<CaseDbContext>
{
    public CaseDbContext CreateDbContext(string[] args) => new(CaseDatabase.Options(DesignTime.ConnectionString));
}
