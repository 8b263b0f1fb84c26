import RatchetCore

extension FrenchSentences {
    /// With plain spaces and apostrophes.
    func plain(_ event: Expectation.Event) -> String {
        let by = "[, au plus tard le {byLocal} (heure de l'appareil)|, au plus tard le {by}]"
        let around = "[, vers le {by}]"
        let again = "[ ; il sera de nouveau réveillé le {by}]"
        return switch event {
        case .finishEnrolment: "Ensuite, il termine son inscription de lui-même."
        case .answerInventory: "Ensuite, il répond à ce qui lui a été demandé\(again)."
        case .finishSetup: "Ensuite, son utilisateur ou son administrateur termine l'Assistant réglages."
        case .fetchFeed: "Ensuite, la liste est récupérée à nouveau."
        case .offer: "Ensuite, la déclaration est ajoutée à son manifeste, et il est réveillé."
        case .fetchDeclaration: "Ensuite, il récupère la déclaration\(again)."
        case .reportDeclaration: "Ensuite, il indique comment il évalue la déclaration\(around)."
        case .startDownload: "Ensuite, il recherche la mise à jour et commence le téléchargement\(around)."
        case .finishDownload: "Ensuite, il termine le téléchargement et prépare la mise à jour\(by)."
        case .install: "Ensuite, il installe la mise à jour et redémarre\(by)."
        case .authoriseInstall:
            "Ensuite, quelqu'un saisit le code ou le mot de passe sur l'appareil, qui installe la mise à jour et "
                + "redémarre\(by)."
        case .reportNewVersion: "Ensuite, il indique quelle version il exécute\(around)."
        case .retryInstall: "Ensuite, il fait une nouvelle tentative\(around)."
        case .removeDeclaration: "Ensuite, il récupère son manifeste sans la déclaration\(again)."
        case .newRelease: "Dès qu'une version plus récente paraîtra, elle lui sera proposée."
        case .startUpgrade, .readInventory, .readHealth, .takeBackup, .exportCertificate, .stagePackage, .turnComes,
            .endSoak, .openWindow, .beginHop, .finishHop, .verifyHop, .finishRestore, .endCall:
            appliance(event)
        }
    }

    /// With plain spaces and apostrophes.
    func plain(_ wayOut: WayOut) -> String {
        switch wayOut {
        case .waitForDevice: "Il n'y a rien à faire : l'appareil continue de lui-même dès qu'il le peut."
        case .connectDevice:
            "Vérifiez que l'appareil est allumé et qu'il atteint le réseau ; `ratchet sync` le réveille immédiatement."
        case .checkPush:
            "Vérifiez le certificat push et son sujet (topic) ; le prochain check-in de l'appareil apportera une "
                + "nouvelle adresse."
        case .askUser:
            "Demandez à l'utilisateur d'installer la mise à jour[ avant le {deadline} (heure locale)], ou attendez "
                + "l'échéance."
        case .escrowBootstrapToken:
            "Demandez à un utilisateur doté d'un jeton sécurisé (secure token) d'ouvrir une session sur le Mac ; "
                + "celui-ci confiera alors son jeton d'amorçage (bootstrap token) au serveur."
        case .freeSpaceAndPower:
            "Vérifiez que l'appareil dispose d'espace libre, d'alimentation et de réseau ; il réessaiera de lui-même."
        case .freeSpace: "Libérez de l'espace sur l'appareil ; il réessaiera de lui-même."
        case .connectPower: "Branchez l'appareil à une source d'alimentation."
        case .connectNetwork:
            "Connectez l'appareil à un réseau sur lequel il puisse télécharger, par exemple en Wi-Fi."
        case .enterPasscode: "Demandez à l'utilisateur de saisir le code lorsque l'appareil le réclame."
        case .waitForFeed:
            "Il n'y a rien à faire : si elle manque de nouveau, elle est retirée d'elle-même ; `ratchet releases "
                + "refresh` interroge la liste immédiatement."
        case .reviewPlans: "Modifiez la priorité des plans, ou annulez-en un : `ratchet plan list`."
        case .reviewDeclaration:
            "Voyez ce qu'indique l'appareil, puis annulez le plan ou créez-en un autre pour cet appareil."
        case .enrolDevice:
            "Inscrivez l'appareil au moyen de l'inscription d'appareil ou de l'inscription automatisée d'appareils."
        case .superviseDevice:
            "Supervisez le Mac : inscrivez-le au moyen de l'inscription automatisée d'appareils, ou faites approuver "
                + "l'inscription par son utilisateur."
        case .upgradeByHand:
            "Mettez l'appareil à jour manuellement vers iOS 17, macOS 14, tvOS 18.4, visionOS 26 ou plus récent ; s'il "
                + "l'est déjà, faites-lui indiquer de nouveau ce qu'il connaît : `ratchet sync`."
        case .checkLookup:
            "Vérifiez l'adresse du service de recherche de versions (lookup) et le réseau, puis lancez "
                + "`ratchet releases refresh`."
        case .choosePlanVersion: "Créez un plan pour une version disponible : `ratchet releases` en donne la liste."
        case .createPlan: "Créez un plan qui couvre l'appareil : `ratchet plan create`."
        case .moveDeadline:
            "Créez un plan avec une échéance plus lointaine[ (à partir du {earliest})], ou un plan avec `--now` et un "
                + "motif."
        case .installBase:
            "Installez d'abord la version de base[ (build {build})] là où elle est disponible ; sinon, créez un plan "
                + "sans ces améliorations (`--ignore-bsi`), ou attendez la version suivante."
        case .upgradeServer: "Mettez Ratchet à jour ; le rapport est conservé et sera alors relu."
        case .checkDriver, .importGraph, .planUpgrade, .startUpgrade, .resumeUpgrade, .resumeAll, .takeSnapshot,
            .choosePath, .setTurn, .renewContract, .approveUpgrade, .runTest, .addDigest, .waitForSoak,
            .repairAppliance, .takeBackup, .exportOrWaive, .stageAgain, .waitForWindow, .changeCalendar,
            .signCheckpoint, .waitForAppliance, .recoverHop, .callVendor, .endCall, .repairDriver:
            appliance(wayOut)
        }
    }
}
