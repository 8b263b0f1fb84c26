import RatchetCore

extension ItalianSentences {
    /// With plain apostrophes.
    func plain(_ event: Expectation.Event) -> String {
        let by = "[, al più tardi {byLocal} (ora del dispositivo)|, al più tardi {by}]"
        let around = "[, indicativamente {by}]"
        let again = "[; verrà riattivato nuovamente {by}]"
        return switch event {
        case .finishEnrolment: "Poi il dispositivo completa da sé la registrazione."
        case .answerInventory: "Poi il dispositivo risponde a quanto gli è stato chiesto\(again)."
        case .finishSetup: "Poi l'utente o l'amministratore completa Impostazione Assistita."
        case .fetchFeed: "Poi l'elenco viene recuperato di nuovo."
        case .offer: "Poi la dichiarazione viene inserita nel manifest del dispositivo, che viene riattivato."
        case .fetchDeclaration: "Poi il dispositivo recupera la dichiarazione\(again)."
        case .reportDeclaration: "Poi il dispositivo comunica come valuta la dichiarazione\(around)."
        case .startDownload: "Poi il dispositivo cerca l'aggiornamento e inizia a scaricarlo\(around)."
        case .finishDownload: "Poi il dispositivo termina il download e prepara l'aggiornamento\(by)."
        case .install: "Poi il dispositivo installa l'aggiornamento e si riavvia\(by)."
        case .authoriseInstall:
            "Poi qualcuno inserisce il codice o la password sul dispositivo, che installa l'aggiornamento e si "
                + "riavvia\(by)."
        case .reportNewVersion: "Poi il dispositivo comunica quale versione esegue\(around)."
        case .retryInstall: "Poi il dispositivo fa un nuovo tentativo\(around)."
        case .removeDeclaration: "Poi il dispositivo recupera il manifest senza la dichiarazione\(again)."
        case .newRelease: "Quando uscirà una versione più recente, verrà proposta."
        case .startUpgrade, .readInventory, .readHealth, .takeBackup, .exportCertificate, .stagePackage, .turnComes,
            .endSoak, .openWindow, .beginHop, .finishHop, .verifyHop, .finishRestore, .endCall:
            appliance(event)
        }
    }

    /// With plain apostrophes.
    func plain(_ wayOut: WayOut) -> String {
        switch wayOut {
        case .waitForDevice: "Non occorre fare nulla: il dispositivo prosegue da sé appena può."
        case .connectDevice:
            "Verifica che il dispositivo sia acceso e raggiunga la rete; `ratchet sync` lo riattiva subito."
        case .checkPush:
            "Verifica il certificato push e il relativo argomento (topic); il prossimo check-in del dispositivo "
                + "porterà un indirizzo nuovo."
        case .askUser:
            "Chiedi all'utente di installare l'aggiornamento[ entro {deadline} (ora locale)], oppure attendi la "
                + "scadenza."
        case .escrowBootstrapToken:
            "Fai accedere al Mac un utente dotato di token sicuro (secure token): il Mac affiderà quindi il proprio "
                + "token di bootstrap al server."
        case .freeSpaceAndPower:
            "Verifica che il dispositivo abbia spazio libero, alimentazione e rete: riproverà da sé."
        case .freeSpace: "Libera spazio sul dispositivo, che poi riproverà da sé."
        case .connectPower: "Collega il dispositivo all'alimentazione."
        case .connectNetwork: "Collega il dispositivo a una rete da cui possa scaricare, ad esempio via Wi-Fi."
        case .enterPasscode: "Chiedi all'utente di inserire il codice quando il dispositivo lo richiede."
        case .waitForFeed:
            "Non occorre fare nulla: se manca di nuovo viene ritirata da sé; `ratchet releases refresh` interroga subito "
                + "l'elenco."
        case .reviewPlans: "Cambia la priorità dei piani, oppure annullane uno: `ratchet plan list`."
        case .reviewDeclaration:
            "Leggi che cosa segnala il dispositivo, poi annulla il piano o creane un altro per questo dispositivo."
        case .enrolDevice:
            "Registra il dispositivo con la registrazione del dispositivo o con la registrazione automatica dei "
                + "dispositivi."
        case .superviseDevice:
            "Supervisiona il Mac: registralo con la registrazione automatica dei dispositivi, oppure fai approvare la "
                + "registrazione al suo utente."
        case .upgradeByHand:
            "Aggiorna manualmente il dispositivo a iOS 17, macOS 14, tvOS 18.4, visionOS 26 o versioni successive; se lo "
                + "è già, fagli comunicare di nuovo che cosa conosce: `ratchet sync`."
        case .checkLookup:
            "Verifica l'indirizzo del servizio di ricerca delle versioni (lookup) e la rete, poi esegui "
                + "`ratchet releases refresh`."
        case .choosePlanVersion: "Crea un piano per una versione disponibile: `ratchet releases` le elenca."
        case .createPlan: "Crea un piano che comprenda il dispositivo: `ratchet plan create`."
        case .moveDeadline:
            "Crea un piano con una scadenza più lontana[ ({earliest} o dopo)], oppure uno con `--now` e un motivo."
        case .installBase:
            "Installa prima la versione di base[ (build {build})] dove è disponibile; altrimenti crea un piano senza "
                + "questi miglioramenti (`--ignore-bsi`), oppure attendi la versione successiva."
        case .upgradeServer: "Aggiorna Ratchet; il report viene conservato e sarà poi riletto."
        case .checkDriver, .importGraph, .planUpgrade, .startUpgrade, .resumeUpgrade, .resumeAll, .takeSnapshot,
            .choosePath, .setTurn, .renewContract, .approveUpgrade, .runTest, .addDigest, .waitForSoak,
            .repairAppliance, .takeBackup, .exportOrWaive, .stageAgain, .waitForWindow, .changeCalendar,
            .signCheckpoint, .waitForAppliance, .recoverHop, .callVendor, .endCall, .repairDriver:
            appliance(wayOut)
        }
    }
}
